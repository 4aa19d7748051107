import { createLogger } from "../../telemetry/logger.js";
import { runServerProcess } from "../server-process.js";

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const logger = createLogger({ level: "fatal", format: "json", maxBufferedBytes: 65_536, write: () => undefined });
let reloads = 0;
// Holds the process, as a listener would.
const held = setInterval(() => undefined, 60_000);

await runServerProcess({
  logger,
  reloadsOnHangup: process.argv.includes("--reload"),
  onStopping: (signal) => say(`stopping ${signal}`),
  start: () => {
    setImmediate(() => say("started"));
    return Promise.resolve({
      reload: () => say(`reload ${++reloads}`),
      stop: () => {
        clearInterval(held);
        say("stopped");
        return Promise.resolve();
      },
    });
  },
});
