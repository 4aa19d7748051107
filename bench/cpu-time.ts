import { readFile } from "node:fs/promises";

/** Linux counts CPU time in hundredths of a second, whatever its clock (USER_HZ). */
const TICK_MICROSECONDS = 10_000;
/** Places in /proc/PID/stat behind the name: utime and stime are fields 14 and 15, the name is 2. */
const UTIME = 11;
const STIME = 12;

/** CPU time that a process has used, in microseconds; null where the system has no /proc. */
export async function cpuMicroseconds(pid: number): Promise<number | null> {
  let text: string;
  try {
    text = await readFile(`/proc/${pid}/stat`, "utf8");
  } catch {
    return null;
  }
  // The name may hold spaces and brackets.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[UTIME]) + Number(fields[STIME])) * TICK_MICROSECONDS;
}
