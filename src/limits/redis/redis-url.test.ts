import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseRedisUrl } from "./redis-url.js";

describe("parseRedisUrl", () => {
  it("reads host, port, user, password and database", () => {
    assert.deepEqual(parseRedisUrl("rediss://app:p%40ss%3F@redis.example:6380/2\n"), {
      host: "redis.example",
      port: 6380,
      tls: true,
      username: "app",
      password: "p@ss?",
      database: 2,
    });
    assert.deepEqual(parseRedisUrl("redis://[::1]"), {
      host: "::1",
      port: 6379,
      tls: false,
      username: null,
      password: null,
      database: 0,
    });
    assert.equal(parseRedisUrl("redis://:only@h").password, "only");
  });

  it("refuses what it can't use, with nothing of the URL in the text", () => {
    const secret = "s3cr3t";
    const urls = [
      secret,
      `http://u:${secret}@h`,
      `redis://u:${secret}@h:99999`,
      `redis://u:${secret}@h/database`,
      `redis://u:${secret}@h/0?tls=${secret}`,
      `redis://u:x#${secret}@h`,
      `redis://u:%zz${secret}@h`,
      `redis:///0#${secret}`,
    ];
    for (const url of urls) {
      assert.throws(
        () => parseRedisUrl(url),
        (error: unknown) => error instanceof Error && !`${error.stack} ${JSON.stringify(error)}`.includes(secret),
        url,
      );
    }
  });
});
