import assert from "node:assert/strict";

/** What the runner of the suites says through the environment. */
export function setting(name: string): string {
  const value = process.env[name];
  assert.ok(value !== undefined, `${name} is not set; run this through "make test-clients"`);
  return value;
}
