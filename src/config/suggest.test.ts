import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { suggest, suggestion } from "./suggest.js";

describe("suggestions", () => {
  it("finds the word that was meant", () => {
    assert.equal(suggest("grcp", ["grpc", "http"]), "grpc");
    assert.equal(suggest("HTTP", ["grpc", "http"]), "http");
    assert.equal(suggest("conections", ["connections", "address"]), "connections");
    assert.equal(suggestion("prinf-config", ["print-config"]), '; did you mean "print-config"?');
  });

  it("prefers the nearest of several", () => {
    assert.equal(suggest("maxQueue", ["maxBody", "maxQueued", "maxInFlight"]), "maxQueued");
  });

  it("stays silent when nothing is near", () => {
    assert.equal(suggest("colour", ["grpc", "http", "pool"]), undefined);
    assert.equal(suggest("x", ["grpc"]), undefined);
    assert.equal(suggestion("", ["grpc"]), "");
  });
});
