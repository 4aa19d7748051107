import type { EffectiveConfig } from "../config/effective-config.js";
import { ConfigError } from "../config/problem.js";
import { label } from "../config/rules.js";
import { TlsCredentials } from "../grpc/credentials.js";
import { readTlsFiles, TlsFileError, type TlsFiles, type TlsIdentity } from "../grpc/tls-files.js";
import type { Logger } from "../telemetry/logger.js";

const KEYS = {
  certFile: "grpc.tlsCertFile",
  keyFile: "grpc.tlsKeyFile",
  clientCaFile: "grpc.tlsClientCaFile",
} as const;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Tools renew certificates well before that. */
const SOON_DAYS = 14;

/**
 * Credentials of the gRPC listener; null where the settings name no certificate.
 * @throws ConfigError that names setting and file
 */
export async function openTls(config: EffectiveConfig, logger: Logger): Promise<TlsCredentials | null> {
  const files = tlsFiles(config);
  if (files === null) return null;
  const tls = await inWords(config, () =>
    TlsCredentials.open({
      files,
      onReloaded: (identity) => {
        logger.event("tls.reloaded", identityFields(identity));
        warnOfExpiry(identity, logger);
      },
      onProblem: (problem) => logger.event("tls.failed", { problem }),
    }),
  );
  warnOfExpiry(tls.current, logger);
  return tls;
}

/** Reads the files without using them. @throws ConfigError as {@link openTls} */
export async function checkTls(config: EffectiveConfig): Promise<void> {
  const files = tlsFiles(config);
  if (files !== null) await inWords(config, () => readTlsFiles(files, Date.now()));
}

function tlsFiles({ settings: { grpc } }: EffectiveConfig): TlsFiles | null {
  const { tlsCertFile: certFile, tlsKeyFile: keyFile, tlsClientCaFile: clientCaFile } = grpc;
  return certFile === null || keyFile === null ? null : { certFile, keyFile, clientCaFile };
}

async function inWords<T>(config: EffectiveConfig, task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    if (!(error instanceof TlsFileError)) throw error;
    throw new ConfigError([`${label(KEYS[error.part], config.origins)}: ${error.message.replaceAll("\n", " ")}`]);
  }
}

function warnOfExpiry(identity: TlsIdentity, logger: Logger): void {
  if (identity.notAfterMs - Date.now() > SOON_DAYS * DAY_MS) return;
  logger.event("tls.expires_soon", identityFields(identity));
}

function identityFields({ sha256, notAfterMs }: TlsIdentity): { sha256: string; notAfter: string } {
  return { sha256, notAfter: new Date(notAfterMs).toISOString() };
}
