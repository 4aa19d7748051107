import { type KeyChange, keyChanges } from "./key-changes.js";
import { KeySet } from "./key-set.js";
import type { KeysFile, KeysFileContent } from "./keys-file.js";
import { KeysFileError } from "./keys-problem.js";

/** A change of the file is seen within it, and the end of a key too: a second is promised. */
export const KEYS_POLL_MS = 250;

export interface KeyStoreOptions {
  readonly file: Pick<KeysFile, "path" | "read" | "readLater" | "signature">;
  /** Of this host; null: keys that are bound to machines are locked. */
  readonly machineId: string | null;
  readonly clock: {
    wallMs(): number;
    schedule(delayMs: number, task: () => void): () => void;
  };
  /** Streams of these keys must end; also called when time ends a key. */
  readonly onChanged: (change: KeyChange) => void;
  /** The newest file is in use: after the start only. */
  readonly onLoaded?: (loaded: { readonly keys: number; readonly warnings: readonly string[] }) => void;
  /** The file can't be used, and the old keys stay; null: it is good again. Not called twice with the same. */
  readonly onProblem?: (problem: string | null) => void;
}

/** The keys in use: those of the newest good keys file. A file that went bad or away changes nothing, but says so. */
export class KeyStore {
  private readonly options: KeyStoreOptions;
  private set: KeySet;
  private text: string;
  private problemText: string | null = null;
  private signature: string | null = null;
  /** The clock of files is coarse: one that is written again within its tick looks the same, so it is read once more. */
  private readAgain = true;
  /** Until when the ends of keys were looked at. */
  private checkedMs: number;
  private cancelPoll: (() => void) | null = null;
  private checking: Promise<void> | null = null;
  private closed = false;
  /** What was wrong with the file's mode, say, at the start. */
  readonly warnings: readonly string[];

  /** @throws KeysFileError: the gateway must not start without its keys. */
  constructor(options: KeyStoreOptions) {
    this.options = options;
    const content = options.file.read();
    this.warnings = content.warnings;
    this.text = content.text;
    this.set = new KeySet(content.keys, options.machineId);
    this.checkedMs = options.clock.wallMs();
  }

  get current(): KeySet {
    return this.set;
  }

  /** Why the newest file is not in use; null: it is. */
  get problem(): string | null {
    return this.problemText;
  }

  /** Follows the file from now on. */
  start(): void {
    if (this.closed || this.cancelPoll !== null) return;
    this.cancelPoll = this.options.clock.schedule(KEYS_POLL_MS, () => {
      this.cancelPoll = null;
      this.endKeys();
      // A file system that hangs must not pile up looks; time goes on ending keys meanwhile.
      if (this.checking === null) void this.begin(false);
      this.start();
    });
  }

  /** Reads the file now, changed or not. Resolves when the keys in use are those of the file, or `problem` says why not. */
  async reload(): Promise<void> {
    while (this.checking !== null) await this.checking;
    await this.begin(true);
  }

  /** Resolves when no look at the file is under way. */
  async settled(): Promise<void> {
    await this.checking;
  }

  close(): void {
    this.closed = true;
    this.cancelPoll?.();
    this.cancelPoll = null;
  }

  private begin(always: boolean): Promise<void> {
    const check = this.check(always).finally(() => {
      if (this.checking === check) this.checking = null;
    });
    this.checking = check;
    return check;
  }

  private async check(always: boolean): Promise<void> {
    try {
      const signature = await this.options.file.signature();
      const isNew = signature !== this.signature;
      if (!isNew && !this.readAgain && !always) return;
      this.signature = signature;
      this.readAgain = isNew;
      const content = await this.options.file.readLater();
      if (!this.closed) this.use(content);
    } catch (error) {
      if (this.closed) return;
      // Whatever it is, the old keys stay.
      if (!(error instanceof KeysFileError) || error.isSystem) this.signature = null;
      this.setProblem(error instanceof KeysFileError ? error.problems.join("; ") : String(error));
    }
  }

  private use({ text, keys, warnings }: KeysFileContent): void {
    const { clock, machineId, onLoaded } = this.options;
    this.setProblem(null);
    if (text === this.text) return;
    const before = this.set;
    const fromMs = this.checkedMs;
    this.checkedMs = clock.wallMs();
    this.text = text;
    this.set = new KeySet(keys, machineId);
    onLoaded?.({ keys: keys.length, warnings });
    this.tell(keyChanges(before, this.set, fromMs, this.checkedMs));
  }

  private endKeys(): void {
    const nowMs = this.options.clock.wallMs();
    const fromMs = this.checkedMs;
    this.checkedMs = nowMs;
    if (this.set.someEnds(fromMs, nowMs)) this.tell(keyChanges(this.set, this.set, fromMs, nowMs));
  }

  private tell(change: KeyChange): void {
    if (change.revoked.size > 0 || change.changed.size > 0) this.options.onChanged(change);
  }

  private setProblem(problem: string | null): void {
    if (problem === this.problemText) return;
    this.problemText = problem;
    this.options.onProblem?.(problem);
  }
}
