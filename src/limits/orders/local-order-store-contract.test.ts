import { FakeClock } from "../../opend/testing/fake-clock.js";
import { LocalOrderStore } from "./local-order-store.js";
import { describeOrderStore } from "./testing/order-store-contract.js";

const NOON_MS = Date.UTC(2026, 10, 21, 12);

describeOrderStore("the store of one process", () => {
  const clock = new FakeClock();
  clock.moveWall(NOON_MS - clock.wallMs());
  let count = 0;
  return {
    store: new LocalOrderStore({ log: null, clock, newTicketId: () => `ticket-${count++}` }),
    wallMs: () => clock.wallMs(),
    nowMs: () => clock.now(),
    advance: (ms) => clock.advance(ms),
  };
});
