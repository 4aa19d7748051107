/** Totals of a suite. */
export interface TestCount {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Reads the totals from a JUnit report. Both pytest and node:test escape `<` in texts, so tags are tags. */
export function countJunit(xml: string): TestCount {
  let passed = 0;
  let failed = 0;
  let skipped = 0;
  for (const testcase of xml.split("<testcase").slice(1)) {
    if (/<(failure|error)\b/.test(testcase)) failed += 1;
    else if (/<skipped\b/.test(testcase)) skipped += 1;
    else passed += 1;
  }
  return { passed, failed, skipped };
}

export function sum(counts: readonly TestCount[]): TestCount {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const count of counts) {
    total.passed += count.passed;
    total.failed += count.failed;
    total.skipped += count.skipped;
  }
  return total;
}
