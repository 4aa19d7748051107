import type { Body } from "./example.js";

/** What an example says beyond what its message requires, by proto_id: with it the embedded simulator answers. */
export const EXAMPLE_BODIES: Readonly<Record<number, Body>> = {};
