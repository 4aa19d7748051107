import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { OPEN_MODE } from "../../auth/principal.js";
import { GatewayError } from "../../errors/gateway-error.js";
import { LedgerRig, unit, want } from "../../opend/testing/ledger-rig.js";
import type { Caller } from "../caller.js";
import { type BudgetLimits, OwnerBudgets } from "./owner-budgets.js";

/** A caller of the key `key`, as its client `client`. */
function caller(key: string, client = ""): Caller {
  return {
    id: client === "" ? key : `${key}/${client}`,
    owner: key,
    principal: OPEN_MODE,
    host: "h",
    autoSubscribe: true,
  };
}

/** A stream's call, whose status its reader takes when the test says so. */
class FakeCall {
  gone: () => void = () => {};
  whenGone(task: () => void): void {
    this.gone = task;
  }
}

function rig(limits: BudgetLimits) {
  const ledger = new LedgerRig();
  const budgets = new OwnerBudgets({ limits: () => limits, ledger: ledger.ledger });
  return { ledger, budgets };
}

function refusal(act: () => unknown): GatewayError {
  let thrown: unknown = null;
  try {
    act();
  } catch (error) {
    thrown = error;
  }
  assert.ok(thrown instanceof GatewayError);
  assert.equal(thrown.reason, "LIMIT");
  return thrown;
}

describe("the streams of an owner", () => {
  it("are as many as its profile says, over all its clients", () => {
    const { budgets } = rig({ streams: 2, symbols: 10 });
    budgets.openStream(caller("a", "1"), 0, {});
    const end = budgets.openStream(caller("a", "2"), 0, {});
    const { message, quota } = refusal(() => budgets.openStream(caller("a", "3"), 0, {}));
    assert.deepEqual(quota, { subject: "caller:streams", description: "2 push streams at once" });
    assert.ok(!message.includes("a/3"));
    budgets.openStream(caller("b"), 0, {});
    end();
    end();
    budgets.openStream(caller("a", "3"), 0, {});
    assert.deepEqual(budgets.use(caller("a")), { streams: 2, symbols: 0 });
  });

  it("make room at once when they end, though their readers have not taken the status", () => {
    const { budgets } = rig({ streams: 2, symbols: 10 });
    const ends = [1, 2].map(() => budgets.openStream(caller("a"), 0, new FakeCall()));
    for (const end of ends) end();
    for (let stream = 0; stream < 2; stream++) budgets.openStream(caller("a"), 0, new FakeCall());
    assert.equal(budgets.use(caller("a")).streams, 2);
  });

  it("and half-dead ones together are no more than four times as many, until these go", () => {
    const { budgets } = rig({ streams: 2, symbols: 10 });
    const calls: FakeCall[] = [];
    const openAndEnd = (): void => {
      const call = new FakeCall();
      const end = budgets.openStream(caller("a"), 0, call);
      calls.push(call);
      end();
    };
    for (let stream = 0; stream < 8; stream++) openAndEnd();
    assert.match(refusal(openAndEnd).message, /status/);
    calls[0]?.gone();
    openAndEnd();
    refusal(openAndEnd);
    for (const call of calls) call.gone();
    assert.equal(budgets.size, 0, "nothing is remembered of an owner that has nothing");
  });

  it("give way to a newer one of the same named client: it may have come back from a dead connection", () => {
    const { budgets } = rig({ streams: 2, symbols: 10 });
    const ended: string[] = [];
    const open = (client: string, name: string): void => {
      const end = budgets.openStream(caller("a", client), 1, new FakeCall(), () => {
        ended.push(name);
        end();
      });
    };
    open("x", "x1");
    open("y", "y1");
    open("x", "x2");
    assert.deepEqual(ended, ["x1"]);
    refusal(() => open("z", "z1"));
    refusal(() => open("", "nameless"));
    open("x", "x3");
    assert.deepEqual(ended, ["x1", "x2"]);
    assert.deepEqual(budgets.use(caller("a")), { streams: 2, symbols: 2 });
  });

  it("are counted also where the only one, whose call is gone, gives way: what is left is nothing for a moment", () => {
    const { budgets } = rig({ streams: 1, symbols: 10 });
    const calls: FakeCall[] = [];
    for (let round = 1; round < 5; round++) {
      const call = new FakeCall();
      calls.at(-1)?.gone();
      calls.push(call);
      const end = budgets.openStream(caller("a", "x"), 1, call, () => end());
      assert.deepEqual(budgets.use(caller("a")), { streams: 1, symbols: 1 });
    }
    refusal(() => budgets.openStream(caller("a", "y"), 1, {}));
  });

  it("are given back once where the call goes before the stream ends", () => {
    const { budgets } = rig({ streams: 1, symbols: 10 });
    for (let round = 0; round < 5; round++) {
      const call = new FakeCall();
      const end = budgets.openStream(caller("a"), 3, call);
      call.gone();
      end();
    }
    assert.equal(budgets.size, 0);
  });
});

describe("the subscriptions of an owner", () => {
  it("are counted over streams, and the calls of all its clients", () => {
    const { budgets, ledger } = rig({ streams: 5, symbols: 5 });
    const end = budgets.openStream(caller("a"), 2, {});
    const two = [unit("00001"), unit("00002")];
    budgets.checkHold(caller("a", "1"), two);
    ledger.hold(
      "caller:a/1",
      two.map((name) => want(name.security.code)),
    );
    assert.equal(budgets.use(caller("a")).symbols, 4, "those that OpenD has not confirmed count");
    ledger.settle();
    assert.equal(budgets.use(caller("a")).symbols, 4);
    const { quota } = refusal(() => budgets.checkHold(caller("a", "2"), two));
    assert.equal(quota?.subject, "caller:symbols");
    refusal(() => budgets.openStream(caller("a"), 2, {}));
    budgets.checkHold(caller("a", "1"), two);
    budgets.checkHold(caller("a", "1"), [...two, unit("00003")]);
    end();
    budgets.checkHold(caller("a", "2"), two);
  });

  it("are free again when the ledger lets them go", () => {
    const { budgets, ledger } = rig({ streams: 5, symbols: 1 });
    budgets.checkHold(caller("a"), [unit("00001")]);
    ledger.hold("caller:a", [want("00001")]);
    ledger.settle();
    refusal(() => budgets.checkHold(caller("a"), [unit("00002")]));
    ledger.ledger.releaseAll("caller:a");
    budgets.checkHold(caller("a"), [unit("00002")]);
  });

  it("of those who hold nothing any more are forgotten", () => {
    const { budgets } = rig({ streams: 5, symbols: 5 });
    for (let owner = 0; owner < 1000; owner++) budgets.checkHold(caller(`k${owner}`), [unit("00001")]);
    assert.ok(budgets.size < 10, `${budgets.size} are remembered`);
  });
});
