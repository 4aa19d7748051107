import { after, before } from "node:test";
import { describeOrderStore } from "../orders/testing/order-store-contract.js";
import { StoreRig } from "./testing/redis-rig.js";
import { skipWithoutRedis, TestRedis } from "./testing/redis-server.js";

const skip = skipWithoutRedis();
let redis: TestRedis;

before(async () => {
  if (skip === false) redis = await TestRedis.start();
});

after(async () => {
  if (skip === false) await redis.stop();
});

describeOrderStore("the store in Redis", (t) => StoreRig.open(t, redis.url), { skip });
