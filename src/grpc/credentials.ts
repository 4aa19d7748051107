import { ServerCredentials } from "@grpc/grpc-js";
import { readTlsFiles, type TlsFiles, type TlsIdentity } from "./tls-files.js";

/** Certificates are renewed some weeks before they expire; a minute more does not matter. */
const CHECK_INTERVAL_MS = 60_000;

export interface TlsCredentialsOptions {
  readonly files: TlsFiles;
  readonly wallMs?: () => number;
  /** Repeats the look for new files. */
  readonly schedule?: (delayMs: number, task: () => void) => () => void;
  /** New files are in use. */
  readonly onReloaded?: (identity: TlsIdentity) => void;
  /** New files can't be used; the old ones stay. Told once for each problem. */
  readonly onProblem?: (problem: string) => void;
}

/** Credentials of the gRPC listener that follow their files; connections that stand keep what they began with. */
export class TlsCredentials extends ServerCredentials {
  private readonly options: TlsCredentialsOptions;
  private identity: TlsIdentity;
  private lastProblem: string | null = null;
  private cancelCheck: (() => void) | null = null;
  private closed = false;

  /** @throws TlsFileError */
  static async open(options: TlsCredentialsOptions): Promise<TlsCredentials> {
    const identity = await readTlsFiles(options.files, (options.wallMs ?? Date.now)());
    return new TlsCredentials(options, identity);
  }

  private constructor(options: TlsCredentialsOptions, identity: TlsIdentity) {
    // Without authorities clients are not asked; with them, those without a certificate are turned away.
    const withClients = options.files.clientCaFile !== null;
    super({ requestCert: withClients, rejectUnauthorized: withClients, minVersion: "TLSv1.2" }, contextOf(identity));
    this.options = options;
    this.identity = identity;
    this.planCheck();
  }

  /** What is in use. */
  get current(): TlsIdentity {
    return this.identity;
  }

  /** Why the files as they are now are not in use; null where they are. */
  get problem(): string | null {
    return this.lastProblem;
  }

  /** Reads the files again, at once; never rejects. */
  async reload(): Promise<void> {
    const { files, onReloaded, onProblem, wallMs = Date.now } = this.options;
    let next: TlsIdentity;
    try {
      next = await readTlsFiles(files, wallMs());
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      if (problem !== this.lastProblem) onProblem?.(problem);
      this.lastProblem = problem;
      return;
    }
    this.lastProblem = null;
    if (this.closed || same(this.identity, next)) return;
    this.identity = next;
    this.updateSecureContextOptions(contextOf(next));
    onReloaded?.(next);
  }

  /** Stops looking for new files. */
  close(): void {
    this.closed = true;
    this.cancelCheck?.();
    this.cancelCheck = null;
  }

  override _equals(other: ServerCredentials): boolean {
    return other === this;
  }

  private planCheck(): void {
    this.cancelCheck = (this.options.schedule ?? later)(CHECK_INTERVAL_MS, () => {
      void this.reload().then(() => {
        if (!this.closed) this.planCheck();
      });
    });
  }
}

function contextOf({ cert, key, ca }: TlsIdentity): { cert: Buffer; key: Buffer; ca?: Buffer } {
  return { cert, key, ...(ca === null ? {} : { ca }) };
}

function same(one: TlsIdentity, other: TlsIdentity): boolean {
  const equalCa = one.ca === null || other.ca === null ? one.ca === other.ca : one.ca.equals(other.ca);
  return equalCa && one.cert.equals(other.cert) && one.key.equals(other.key);
}

function later(delayMs: number, task: () => void): () => void {
  const timer = setTimeout(task, delayMs).unref();
  return () => clearTimeout(timer);
}
