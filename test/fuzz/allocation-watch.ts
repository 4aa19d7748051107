import { Buffer } from "node:buffer";

const ALLOCATORS = ["alloc", "allocUnsafe", "allocUnsafeSlow"] as const;

/** The largest buffer, in bytes, that `action` asked Node for. */
export function largestAllocationOf(action: () => void): number {
  let largest = 0;
  const originals = ALLOCATORS.map((name) => Buffer[name]);
  for (const [index, name] of ALLOCATORS.entries()) {
    const original = originals[index] as typeof Buffer.alloc;
    Buffer[name] = (size: number, ...rest: []) => {
      largest = Math.max(largest, size);
      return original.call(Buffer, size, ...rest);
    };
  }
  try {
    action();
  } finally {
    for (const [index, name] of ALLOCATORS.entries()) Buffer[name] = originals[index] as typeof Buffer.alloc;
  }
  return largest;
}
