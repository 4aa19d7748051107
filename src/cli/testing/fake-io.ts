import { Buffer } from "node:buffer";
import type { CliIo } from "../cli-io.js";
import { run } from "../run.js";

/** What a command line printed, and its exit code. */
export interface Printed {
  readonly code: number;
  readonly stdout: string;
  readonly stdoutBytes: Buffer;
  readonly stderr: string;
}

/** Runs one command line in this process, with an environment of its own. */
export async function runCli(
  argv: readonly string[],
  { env = {}, stdin = "" }: { readonly env?: CliIo["env"]; readonly stdin?: string } = {},
): Promise<Printed> {
  const out: Buffer[] = [];
  let stderr = "";
  const code = await run(argv, {
    stdout: { write: (data) => out.push(Buffer.from(data)) },
    stderr: {
      write: (data) => {
        stderr += data;
      },
    },
    env,
    readStdin: () => Promise.resolve(stdin),
  });
  const stdoutBytes = Buffer.concat(out);
  return { code, stdout: stdoutBytes.toString(), stdoutBytes, stderr };
}
