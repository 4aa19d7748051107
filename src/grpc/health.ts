import type { Server } from "@grpc/grpc-js";
import { HealthImplementation } from "grpc-health-check";
import { FUTU_SERVICE_NAME, PUSH_SERVICE_NAME } from "./service-definition.js";
import { TYPED_SERVICE_NAMES } from "./typed-services.js";

/** The names that `grpc.health.v1` answers for: all services that need OpenD; empty is the process as a whole. */
const HEALTH_NAMES: readonly string[] = ["", FUTU_SERVICE_NAME, PUSH_SERVICE_NAME, ...TYPED_SERVICE_NAMES];

/** `grpc.health.v1.Health`: SERVING only when a request could succeed now. */
export class Health {
  private readonly implementation = new HealthImplementation(
    Object.fromEntries(HEALTH_NAMES.map((name) => [name, "NOT_SERVING" as const])),
  );

  addTo(server: Server): void {
    this.implementation.addToServer(server);
  }

  setServing(serving: boolean): void {
    for (const name of HEALTH_NAMES) this.implementation.setStatus(name, serving ? "SERVING" : "NOT_SERVING");
  }
}
