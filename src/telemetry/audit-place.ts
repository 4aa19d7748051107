import { readdir, stat } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";

const DAILY = /^audit-\d{4}-\d{2}-\d{2}\.jsonl$/;

/** Where audit lines stand: one file, or a folder with a file for each UTC day. */
export interface AuditPlace {
  readonly kind: "file" | "folder";
  readonly path: string;
}

/**
 * What a path means. One that is not there yet is a file if its name has an
 * extension, such as audit.jsonl.
 * @throws the system's error, other than that there is nothing
 */
export async function auditPlace(path: string): Promise<AuditPlace> {
  try {
    return { kind: (await stat(path)).isDirectory() ? "folder" : "file", path };
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
    return { kind: /[\\/]$/.test(path) || extname(basename(path)) === "" ? "folder" : "file", path };
  }
}

/** The folder that the file or files are in. */
export function placeFolder({ kind, path }: AuditPlace): string {
  return kind === "folder" ? path : dirname(path);
}

/** The file that a line of this time belongs to. A clock that is set back does not lead back to an older one. */
export function fileForTime({ kind, path }: AuditPlace, timeMs: number, current: string | null): string {
  if (kind === "file") return path;
  const file = join(path, `audit-${new Date(timeMs).toISOString().slice(0, 10)}.jsonl`);
  return current !== null && current > file ? current : file;
}

/** The files that there are, oldest first. @throws the system's error */
export async function auditFiles({ kind, path }: AuditPlace): Promise<string[]> {
  if (kind === "file") return [path];
  const names = await readdir(path);
  return names
    .filter((name) => DAILY.test(name))
    .sort()
    .map((name) => join(path, name));
}
