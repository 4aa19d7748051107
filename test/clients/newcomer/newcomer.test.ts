/** A newcomer with grpcurl and README.md: pastes what it says, in a fresh copy of the repository, and sees an order filled. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, it } from "node:test";
import { runnableSnippets } from "../readme/snippets.js";
import { environmentOfANewcomer } from "./setup.js";

const LIMIT_MS = 5 * 60_000;
const STEP_TIMEOUT_MS = 60_000;
const DEFAULT_ADDRESS = "localhost:33333";
/** The default ports may be taken on this machine. */
const FREE_PORTS = 'ARGS="--grpc 127.0.0.1:0 --http 127.0.0.1:0"';
const FILLED_ALL = 11; // Trd_Common.OrderStatus

function needed(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run it through "make test-clients"`);
  return value;
}

interface Order {
  readonly orderID: string;
  readonly orderStatus: number;
  readonly fillQty: number;
}

/** A command line in a terminal: runs until Ctrl-C, unless it ends by itself. */
class Terminal {
  readonly #child: ChildProcess;
  #output = "";

  constructor(code: string, folder: string) {
    // A group of its own: `make run` is three processes.
    this.#child = spawn("bash", ["-euo", "pipefail", "-c", code], {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
      env: { ...environmentOfANewcomer(), PATH: `${dirname(needed("CLIENT_TEST_GRPCURL"))}:${process.env["PATH"]}` },
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.#output += text;
        this.#child.emit("text");
      });
    }
  }

  /** What it shows, once `look` finds something in it. */
  async shows<T>(what: string, look: (output: string) => T | undefined | null): Promise<T> {
    const deadline = AbortSignal.timeout(STEP_TIMEOUT_MS);
    for (;;) {
      const found = look(this.#output);
      if (found !== undefined && found !== null) return found;
      const ended = this.#child.exitCode !== null || this.#child.signalCode !== null;
      if (ended || deadline.aborted) assert.fail(`${what} did not show up:\n${this.#output}`);
      await Promise.race([once(this.#child, "text"), once(this.#child, "close"), once(deadline, "abort")]);
    }
  }

  /** What a command that ends by itself shows. */
  async ends(): Promise<string> {
    if (this.#child.exitCode === null)
      await once(this.#child, "close", { signal: AbortSignal.timeout(STEP_TIMEOUT_MS) });
    assert.equal(this.#child.exitCode, 0, this.#output);
    return this.#output;
  }

  async ctrlC(): Promise<void> {
    const { pid, exitCode, signalCode } = this.#child;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    process.kill(-pid, "SIGINT");
    await once(this.#child, "close");
  }
}

/** The messages that grpcurl printed whole so far. */
function messages(output: string): readonly unknown[] {
  return output.split(/(?<=^\})\n/m).flatMap((text) => (text.trimEnd().endsWith("}") ? [JSON.parse(text)] : []));
}

function section(page: string, heading: string): string {
  const text = page.split(/^(?=## )/m).find((part) => part.startsWith(`## ${heading}\n`));
  assert.ok(text !== undefined, `README.md has a section "${heading}"`);
  return text;
}

const terminals: Terminal[] = [];
after(async () => {
  for (const terminal of terminals.toReversed()) await terminal.ctrlC();
});

it("README.md leads from a clone to a filled order within five minutes", async (t) => {
  const folder = needed("CLIENT_TEST_FRESH_COPY");
  const page = readFileSync(join(folder, "README.md"), "utf8");
  const begin = performance.now();
  const open = (code: string): Terminal => {
    const terminal = new Terminal(code, folder);
    terminals.push(terminal);
    return terminal;
  };

  const start = /^```sh\n(make run)\n```$/m.exec(section(page, "Start"))?.[1];
  assert.ok(start !== undefined, "`make run` starts the gateway");
  const gateway = open(`${start} ${FREE_PORTS}`);
  const address = await gateway.shows(
    "the address",
    (text) => /"event":"gateway.started".*?"grpc":"([^"]+)"/.exec(text)?.[1],
  );
  await gateway.shows("OpenD", (text) => /"upstream.available"/.exec(text));

  const steps = runnableSnippets(section(page, "A first order"));
  const [accounts, watch, place, list] = steps.map(({ code }) => code.replaceAll(DEFAULT_ADDRESS, address));
  assert.equal(steps.length, 4, "look at the accounts, watch one, place an order, look at the orders");
  assert.ok(accounts !== undefined && watch !== undefined && place !== undefined && list !== undefined);

  const [listed] = messages(await open(accounts).ends()) as [{ accList: { trdEnv: number; accID: string }[] }];
  const account = listed.accList.find(({ accID }) => [watch, place, list].every((step) => step.includes(`"${accID}"`)));
  assert.equal(account?.trdEnv, 0, "all steps name one simulated account of the list");

  const stream = open(watch);
  await stream.shows("that the stream stands", (text) => /"accepted"/.exec(text));
  const [placed] = messages(await open(place).ends()) as [{ orderID: string }];
  const fill = await stream.shows("the fill", (text) =>
    (messages(text) as { order?: { order: Order } }[])
      .map(({ order }) => order?.order)
      .find((order) => order?.orderID === placed.orderID && order.orderStatus === FILLED_ALL),
  );
  assert.equal(fill.fillQty, 100);
  const tookMs = Number(needed("CLIENT_TEST_SET_UP_MS")) + performance.now() - begin;

  const [orders] = messages(await open(list).ends()) as [{ orderList: Order[] }];
  assert.equal(orders.orderList.find(({ orderID }) => orderID === placed.orderID)?.orderStatus, FILLED_ALL);
  assert.ok(tookMs < LIMIT_MS, `${Math.round(tookMs / 1000)} s`);
  t.diagnostic(`from a clone to a filled order: ${Math.round(tookMs / 1000)} s, installing and building included`);
});
