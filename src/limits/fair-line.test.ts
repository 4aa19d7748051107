import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { FairLine, type Waiting } from "./fair-line.js";

interface Named extends Waiting {
  readonly name: string;
}

function named(name: string): Named {
  return { owner: name.charAt(0), name };
}

function order(line: FairLine<Named>): string {
  const names: string[] = [];
  for (let next = line.shift(); next !== undefined; next = line.shift()) names.push(next.name);
  return names.join(" ");
}

describe("a fair line", () => {
  it("lets owners take turns, and keeps the order of each", () => {
    const line = new FairLine<Named>();
    for (const name of ["a1", "a2", "a3", "a4", "b1", "c1", "c2"]) line.push(named(name));
    assert.equal(line.length, 7);
    assert.equal(order(line), "a1 b1 c1 a2 c2 a3 a4");
    assert.equal(line.length, 0);
  });

  it("forgets one who left, wherever it stood", () => {
    const line = new FairLine<Named>();
    const all = ["a1", "a2", "a3", "b1"].map(named);
    for (const each of all) line.push(each);
    for (const gone of [1, 3]) line.remove(all[gone] as Named);
    line.remove(named("z9"));
    assert.equal(line.length, 2);
    assert.equal(order(line), "a1 a3");
  });

  it("knows how many come before each, as long as nobody comes later", () => {
    const name = fc.tuple(fc.constantFrom("a", "b", "c", "d"), fc.nat(99)).map(([owner, no]) => `${owner}${no}`);
    fc.assert(
      fc.property(fc.array(name, { maxLength: 20 }), fc.nat(10), name, (names, served, late) => {
        const line = new FairLine<Named>();
        for (const each of names) line.push(named(each));
        for (let count = 0; count < served; count++) line.shift();
        const mine = named(late);
        const told = line.ahead(mine);
        line.push(mine);
        assert.equal(line.ahead(mine), told);
        let before = 0;
        while (line.shift() !== mine) before++;
        assert.equal(told, before);
      }),
    );
  });
});
