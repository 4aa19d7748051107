/** There at once, or later. */
export type Soon<T> = T | Promise<T>;

/** Goes on with what `begin` gives, in this turn where it is there; `failed` takes what it throws or rejects with. */
export function whenThere<T>(begin: () => Soon<T>, then: (result: T) => void, failed: (error: unknown) => void): void {
  let result: Soon<T>;
  try {
    result = begin();
  } catch (error) {
    failed(error);
    return;
  }
  if (result instanceof Promise) void result.then(then, failed);
  else then(result);
}
