export type { CheckedCall } from "./pipeline-ports.js";
