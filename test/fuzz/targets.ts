import { cipherTarget } from "./cipher.fuzz.js";
import { packetIdTarget, replyTarget, requestTarget } from "./envelope.fuzz.js";
import { frameDecoderTarget } from "./frame-decoder.fuzz.js";
import type { FuzzTarget } from "./target.js";
import { validateTarget } from "./validate.fuzz.js";

export const targets: readonly FuzzTarget[] = [
  frameDecoderTarget,
  cipherTarget,
  replyTarget,
  requestTarget,
  packetIdTarget,
  validateTarget,
];
