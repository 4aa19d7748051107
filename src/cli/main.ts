#!/usr/bin/env node
import { text } from "node:stream/consumers";
import { run } from "./run.js";

// A reader that went away (`| head`) is no failure, and must not end a server.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") process.exitCode = 1;
});
process.stderr.on("error", () => undefined);

process.exitCode = await run(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  readStdin: () => text(process.stdin),
});
