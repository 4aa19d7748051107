import assert from "node:assert/strict";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { KeySet } from "../auth/key-set.js";
import { readKeysText } from "../auth/keys-document.js";
import { readMachineId } from "../auth/machine.js";
import { runCli } from "./testing/fake-io.js";

const folders: string[] = [];
after(() => {
  for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true });
});

function rig() {
  const folder = fs.mkdtempSync(join(tmpdir(), "opend-gateway-cli-keys-"));
  folders.push(folder);
  const path = join(folder, "made", "keys.json");
  const env = { OPEND_GATEWAY_KEYS: path };
  const keys = (...argv: readonly string[]) => runCli(["keys", ...argv], { env });
  /** A key with its token. */
  const add = async (id: string, ...flags: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await keys("add", "--id", id, "--scopes", "read", ...flags);
    assert.equal(code, 0, stderr);
    return stdout.trim();
  };
  const read = () => readKeysText(fs.readFileSync(path, "utf8"), { localTimeZone: "UTC" }).keys;
  const verify = (token: string) => new KeySet(read(), readMachineId()).verify(token);
  return { folder, path, keys, add, read, verify };
}

describe("keys add", () => {
  it("prints the token alone to standard output, and keeps only its hash, in a file of mode 0600", async () => {
    const { path, keys, verify } = rig();
    const { code, stdout, stderr } = await keys("add", "--id", "bot", "--scopes", "read,trade:simulate", "--note", "n");
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^fc_[0-9a-f]{64}\n$/);
    assert.match(stderr, /key "bot" added to .*keys\.json; this is its token, which can't be shown again/);
    assert.equal(fs.statSync(path).mode & 0o777, 0o600);
    assert.equal(fs.readFileSync(path, "utf8").includes(stdout.trim().slice(3)), false);
    assert.equal(verify(stdout.trim())?.key.id, "bot");
  });

  it("takes every limit that the rival's gen-key takes, and ours; account ids to the digit", async () => {
    const { add, read } = rig();
    const machine = "d".repeat(64);
    const flags = [
      ["--allowed-acc-ids", "281756479000000101,18446744073709551615"],
      ["--allowed-card-nums", "1234"],
      ["--allowed-markets", "HK,US"],
      ["--allowed-symbols", "HK.00700"],
      ["--allowed-symbols", "US.AAPL"],
      ["--allowed-trd-sides", "BUY"],
      ["--max-order-value", "50000.50"],
      ["--max-daily-value", "200000"],
      ["--max-orders-per-minute", "5"],
      ["--hours-window", "09:30-16:00"],
      ["--hours-time-zone", "Asia/Hong_Kong"],
      ["--allowed-networks", "10.0.0.0/8, ::1"],
      ["--allowed-certificates", "c".repeat(64)],
      ["--allowed-machines", machine],
      ["--profile", "small"],
      ["--expires", "2099-12-31T23:59:59Z"],
    ];
    await add("bot", "--tag-remark", ...flags.flat());
    const [key] = read();
    assert.deepEqual(key?.accIds, new Set([281756479000000101n, 18446744073709551615n]));
    assert.deepEqual(key?.cardNums, ["1234"]);
    assert.deepEqual(key?.orders, {
      markets: new Set(["HK", "US"]),
      symbols: new Set(["HK.00700", "US.AAPL"]),
      sides: new Set(["BUY"]),
      hours: { startMinute: 570, endMinute: 960, timeZone: "Asia/Hong_Kong" },
      maxOrderValue: 50000.5,
      maxDailyValue: 200000,
      maxOrdersPerMinute: 5,
      tagsRemark: true,
    });
    assert.deepEqual(key?.binding, {
      machines: [machine],
      networks: ["10.0.0.0/8", "::1"],
      certificates: new Set(["c".repeat(64)]),
    });
    assert.deepEqual([key?.profile, key?.expiresAtMs], ["small", Date.UTC(2099, 11, 31, 23, 59, 59)]);
  });

  it("reads times from now on", async () => {
    const { add, read } = rig();
    for (const [index, [text, lengthMs]] of Object.entries({
      "30d": 30 * 86_400_000,
      "12h": 43_200_000,
      "30m": 1_800_000,
    }).entries()) {
      const before = Date.now();
      await add(`k${index}`, "--expires", text);
      const endMs = read()[index]?.expiresAtMs ?? 0;
      assert.ok(endMs >= before + lengthMs && endMs <= Date.now() + lengthMs, text);
    }
  });

  it("prints id and token as JSON when asked", async () => {
    const { path, keys } = rig();
    const { stdout, stderr } = await keys("add", "--id", "bot", "--scopes", "read", "--json");
    const { id, token, keys_file: file } = JSON.parse(stdout) as Record<string, string>;
    assert.deepEqual([id, file, stderr], ["bot", path, ""]);
    assert.match(token ?? "", /^fc_[0-9a-f]{64}$/);
  });

  it("refuses each mistake with exit code 2, in one line that names the flag, and writes nothing", async () => {
    const { path, keys } = rig();
    const ok = ["--id", "bot", "--scopes", "read"];
    const cases: readonly [readonly string[], RegExp][] = [
      [["--scopes", "read"], /required option '--id <id>'/],
      [["--id", "bot"], /required option '--scopes <list>'/],
      [["--id", "bot", "--scopes", "raed"], /--scopes\[0\]: unknown scope "raed"; did you mean "read"\?/],
      [["--id", "a\tb", "--scopes", "read"], /--id: must have 1 to 128 characters/],
      [[...ok, "--allowed-acc-ids", "12a"], /--allowed-acc-ids\[0\]: the text "12a" is no account id/],
      [[...ok, "--allowed-markets", "HKK"], /--allowed-markets\[0\]: unknown market "HKK"/],
      [
        [...ok, "--allowed-markets", "HK,,US"],
        /'--allowed-markets <list>' argument 'HK,,US' is invalid\. It has an empty item/,
      ],
      [[...ok, "--max-order-value", "1e3"], /It must be a number from 0 up/],
      [[...ok, "--max-orders-per-minute", "1.5"], /--max-orders-per-minute: must be a whole number/],
      [[...ok, "--hours-window", "9-5"], /--hours-window: "9-5" is no window/],
      [[...ok, "--expires", "soon"], /It must be a time such as 30d, 12h/],
      [[...ok, "--expires", "2020-01-01T00:00:00Z"], /It is in the past/],
      [[...ok, "--allowed-netwroks", "10.0.0.0/8"], /unknown option '--allowed-netwroks'.*--allowed-networks/],
      [[...ok, "extra"], /too many arguments/],
    ];
    for (const [flags, message] of cases) {
      const { code, stdout, stderr } = await keys("add", ...flags);
      assert.equal(code, 2, stderr);
      assert.equal(stdout, "");
      assert.match(stderr, message);
      assert.equal(stderr.trim().split("\n").length, 1, stderr);
    }
    assert.equal(fs.existsSync(path), false);
  });

  it("refuses an id that is there, and leaves its key alone", async () => {
    const { keys, add, verify } = rig();
    const token = await add("bot");
    const { code, stderr } = await keys("add", "--id", "bot", "--scopes", "admin");
    assert.equal(code, 2);
    assert.match(stderr, /there is a key "bot" already/);
    assert.equal(verify(token)?.key.id, "bot");
  });

  it("uses --keys-file, the gateway's variable, or the user's settings, in this order", async () => {
    const { folder } = rig();
    const [a, b] = [join(folder, "a.json"), join(folder, "b.json")];
    const add = ["keys", "add", "--id", "k", "--scopes", "read"];
    await runCli([...add, "--keys-file", a], { env: { OPEND_GATEWAY_KEYS: b, HOME: folder } });
    await runCli(add, { env: { OPEND_GATEWAY_KEYS: b, HOME: folder } });
    await runCli(add, { env: { HOME: folder } });
    await runCli(add, { env: { HOME: folder, XDG_CONFIG_HOME: join(folder, "xdg") } });
    const places = [a, b, join(folder, ".config/opend-gateway/keys.json"), join(folder, "xdg/opend-gateway/keys.json")];
    for (const place of places) assert.equal(fs.existsSync(place), true, place);
  });
});

describe("keys list and show", () => {
  it("show what keys are, as a table, as lines or as JSON, and never a hash", async () => {
    const { path, keys, add } = rig();
    await add("bot", "--allowed-acc-ids", "281756479000000101", "--note", "a\nb");
    await add("cold", "--expires", "30d");
    await keys("freeze", "cold");
    const hash = /[0-9a-f]{64}/;
    const list = await keys("list");
    assert.match(
      list.stdout,
      /^ID +STATE +SCOPES +ENDS +NOTE\nbot +active +qot:read,acc:read +- +a b\ncold +frozen +qot:read,acc:read +20\S+\n$/,
    );
    const parsed = JSON.parse((await keys("list", "--json")).stdout) as Record<string, unknown>[];
    assert.deepEqual([parsed[0]?.["allowed_acc_ids"], parsed[1]?.["state"]], [["281756479000000101"], "frozen"]);
    const show = await keys("show", "bot");
    assert.match(show.stdout, /^allowed_acc_ids +281756479000000101$/m);
    assert.equal((JSON.parse((await keys("show", "bot", "--json")).stdout) as { id: string }).id, "bot");
    for (const { stdout } of [list, show]) assert.doesNotMatch(stdout, hash);
    const missing = await keys("show", "nobody");
    assert.deepEqual([missing.code, missing.stderr], [2, 'opend-gateway: there is no key "nobody"; see keys list\n']);
    fs.chmodSync(path, 0o640);
    assert.match((await keys("list")).stderr, /^opend-gateway: warning: .*keys\.json: its mode 0640/);
  });

  it("say what is wrong with the file, one line for each problem", async () => {
    const { path, keys } = rig();
    fs.mkdirSync(join(path, ".."), { recursive: true });
    fs.writeFileSync(path, '{"keys": [{"id": "a", "hash": "x", "scopes": ["y"]}]}', { mode: 0o600 });
    for (const command of [["list"], ["revoke", "a"], ["rotate", "a"], ["add", "--id", "b", "--scopes", "read"]]) {
      const { code, stdout, stderr } = await keys(...command);
      assert.deepEqual([code, stdout, stderr.trim().split("\n").length], [2, "", 2], command[0]);
      assert.match(
        stderr,
        /keys\.json: keys\[0\]\.hash: must be the SHA-256.*\n.*keys\[0\]\.scopes\[0\]: unknown scope "y"/,
      );
    }
  });
});

describe("keys rotate, revoke and freeze", () => {
  it("rotate ends the old token at once, or lets it work for a grace", async () => {
    const { keys, add, verify } = rig();
    const first = await add("bot");
    const second = (await keys("rotate", "bot")).stdout.trim();
    assert.deepEqual([verify(first), verify(second)?.key.id], [null, "bot"]);
    const before = Date.now();
    const rotated = await keys("rotate", "bot", "--grace", "24h", "--expires", "90d");
    assert.match(rotated.stderr, /key "bot" has a new token, and the old token works until 20/);
    const third = rotated.stdout.trim();
    const graceMs = (verify(second)?.expiresAtMs ?? 0) - before;
    assert.ok(graceMs >= 86_400_000 && graceMs < 86_400_000 + 60_000, `${graceMs}`);
    assert.equal(verify(third)?.key.id, "bot");
    const fourth = (await keys("rotate", "bot")).stdout.trim();
    assert.deepEqual([verify(second), verify(third), verify(fourth)?.key.id], [null, null, "bot"]);
  });

  it("revoke removes the record", async () => {
    const { path, keys, add, verify } = rig();
    const [a, b] = [await add("a"), await add("b")];
    const { code, stderr } = await keys("revoke", "a");
    assert.deepEqual([code, stderr], [0, `key "a" is removed (${path})\n`]);
    assert.deepEqual([verify(a), verify(b)?.key.id], [null, "b"]);
    const again = await keys("revoke", "a");
    assert.deepEqual([again.code, again.stdout], [2, ""]);
    assert.match(again.stderr, /there is no key "a"/);
  });

  it("freeze stops a key as the rival does it, and --off gives back no more than there was", async () => {
    const { path, keys, add, verify } = rig();
    const machine = "d".repeat(64);
    const [free, bound] = [await add("free"), await add("bound", "--allowed-machines", machine)];
    for (const id of ["free", "bound"]) assert.equal((await keys("freeze", id)).code, 0);
    assert.deepEqual([verify(free)?.locked, verify(bound)?.locked], ["frozen", "frozen"]);
    assert.match(fs.readFileSync(path, "utf8"), /"allowed_machines": \[\]/);
    assert.match((await keys("freeze", "free")).stderr, /the key "free" is frozen already/);
    for (const id of ["free", "bound"]) assert.equal((await keys("freeze", id, "--off")).code, 0);
    assert.deepEqual([verify(free)?.locked, verify(bound)?.locked], [null, "machine"]);
    assert.match((await keys("freeze", "free", "--off")).stderr, /the key "free" is not frozen/);
    assert.doesNotMatch(fs.readFileSync(path, "utf8"), /machines_before_freeze/);
  });

  it("does not guess what a key may do that another program froze", async () => {
    const { path, keys, add } = rig();
    await add("bot");
    const text = fs.readFileSync(path, "utf8");
    fs.writeFileSync(path, text.replace('"scopes"', '"allowed_machines": [], "scopes"'));
    const { code, stderr } = await keys("freeze", "bot", "--off");
    assert.equal(code, 2);
    assert.match(stderr, /was frozen by another program/);
  });
});

describe("keys bind and machine-id", () => {
  const FINGERPRINT = "d".repeat(64);

  it("bind adds places, replaces them, and takes them all away", async () => {
    const { keys, add, read } = rig();
    await add("bot");
    await keys("bind", "bot", "--networks", "10.0.0.0/8");
    await keys("bind", "bot", "--networks", "fd00::/8,10.0.0.0/8", "--certificates", "c".repeat(64));
    await keys("bind", "bot", "--machines", FINGERPRINT);
    assert.deepEqual(read()[0]?.binding, {
      machines: [FINGERPRINT],
      networks: ["10.0.0.0/8", "fd00::/8"],
      certificates: new Set(["c".repeat(64)]),
    });
    await keys("bind", "bot", "--networks", "::1", "--replace");
    assert.deepEqual(read()[0]?.binding.networks, ["::1"]);
    assert.equal((await keys("bind", "bot", "--clear")).code, 0);
    assert.deepEqual(read()[0]?.binding, { machines: null, networks: null, certificates: null });
  });

  it("bind lets no frozen key work again by accident, and wants to know what to bind to", async () => {
    const { keys, add, verify } = rig();
    const token = await add("bot");
    await keys("freeze", "bot");
    const refused = await keys("bind", "bot", "--machines", FINGERPRINT);
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /the key "bot" is frozen; let it work again with keys freeze --off/);
    await keys("bind", "bot", "--networks", "::1");
    assert.equal(verify(token)?.locked, "frozen");
    for (const flags of [[], ["--replace"], ["--clear", "--networks", "::1"]]) {
      const { code, stderr } = await keys("bind", "bot", ...flags);
      assert.equal(code, 2);
      assert.match(stderr, /name what to bind to/);
    }
    assert.match(
      (await keys("bind", "bot", "--networks", "host")).stderr,
      /allowed_networks\[\d\]: "host" is no address range/,
    );
  });

  it("bind --this-machine and machine-id agree, where the machine has an id", async (context) => {
    const { keys, add, read, verify } = rig();
    const token = await add("bot");
    if (readMachineId() === null) {
      context.diagnostic("this machine has no id");
      for (const argv of [
        ["bind", "bot", "--this-machine"],
        ["machine-id", "--for-key", "bot"],
      ]) {
        const { code, stderr } = await keys(...argv);
        assert.equal(code, 2);
        assert.match(stderr, /this machine has no id/);
      }
      return;
    }
    await keys("bind", "bot", "--this-machine");
    const { stdout } = await keys("machine-id", "--for-key", "bot");
    assert.deepEqual(read()[0]?.binding.machines, [stdout.trim()]);
    assert.equal(verify(token)?.locked, null);
    const { fingerprint } = JSON.parse((await keys("machine-id", "--for-key", "b2", "--json")).stdout) as Record<
      string,
      string
    >;
    assert.notEqual(fingerprint, stdout.trim());
  });
});

describe("keys", () => {
  it("has help with an example for each command, and names the one that a slip meant", async () => {
    const { keys } = rig();
    const overview = await keys("--help");
    assert.equal(overview.code, 0);
    const names = ["add", "list", "show", "rotate", "revoke", "freeze", "bind", "machine-id"];
    for (const name of names) {
      assert.match(overview.stdout, new RegExp(`^  ${name} `, "m"));
      const help = await keys(name, "--help");
      assert.deepEqual([help.code, help.stderr], [0, ""], name);
      assert.match(help.stdout, new RegExp(`Usage: opend-gateway keys ${name} `));
      assert.match(help.stdout, new RegExp(`Examples?:\n  opend-gateway keys ${name}`));
      assert.equal((await keys("help", name)).stdout, help.stdout, name);
    }
    const slip = await keys("revok", "bot");
    assert.equal(slip.code, 2);
    assert.match(slip.stderr, /unknown command 'revok'.*revoke/);
    assert.equal((await keys()).code, 2);
  });
});
