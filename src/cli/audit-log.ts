import { mkdirSync } from "node:fs";
import { basename } from "node:path";
import type { EffectiveConfig } from "../config/effective-config.js";
import { FolderLock } from "../state/folder-lock.js";
import { StateError, systemText } from "../state/state-error.js";
import type { AuditSink } from "../telemetry/audit-entry.js";
import { type AuditEvent, AuditLog } from "../telemetry/audit-log.js";
import { type AuditPlace, auditPlace, placeFolder } from "../telemetry/audit-place.js";
import type { Logger } from "../telemetry/logger.js";
import { logStateError, openPlace } from "./state-folder.js";

const FOLDER_MODE = 0o700;

/** The audit log of a running gateway, which no other process writes meanwhile. */
export interface OpenAudit extends AuditSink {
  readonly lostLines: number;
  /** After something has moved the file. */
  reopen(): void;
  /** Writes what waits and lets go of the file; never rejects. */
  close(): Promise<void>;
}

/**
 * Opens the audit log that the settings come to; null where they come to none.
 * Its later problems are logged.
 * @throws CliError when it can't be used: one line that names the setting
 */
export async function openAudit(config: EffectiveConfig, logger: Logger): Promise<OpenAudit | null> {
  const { auditPath } = config;
  if (auditPath === null) return null;
  let opened: OpenAudit | StateError;
  try {
    opened = await openAt(auditPath, logger);
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    opened = error;
  }
  const result = opened;
  return openPlace(config, logger, config.settings.audit === null ? "stateDir" : "audit", () => {
    if (result instanceof StateError) throw result;
    return result;
  });
}

async function openAt(path: string, logger: Logger): Promise<OpenAudit> {
  try {
    const place = await auditPlace(path);
    mkdirSync(placeFolder(place), { recursive: true, mode: FOLDER_MODE });
    const lock = takeLock(place, logger);
    try {
      const log = await AuditLog.open(place, { onEvent: (event) => logAuditEvent(logger, event) });
      logger.event("audit.opened", { path, lines: log.end.seq, lastHash: log.end.hash });
      return runningAudit(log, lock, logger);
    } catch (error) {
      lock.release();
      throw error;
    }
  } catch (error) {
    if (error instanceof StateError) throw error;
    throw new StateError("FOLDER", `${path}: the audit log can't be used: ${systemText(error)}`, error);
  }
}

function runningAudit(log: AuditLog, lock: FolderLock, logger: Logger): OpenAudit {
  return {
    note: (entry) => log.note(entry),
    commit: (entry) => log.commit(entry),
    get failing() {
      return log.failing;
    },
    get lostLines() {
      return log.lostLines;
    },
    reopen: () => log.reopen(),
    close: async () => {
      await log.close();
      lock.release();
      // Kept elsewhere, it shows later whether lines are missing at the end.
      logger.event("audit.closed", { lines: log.end.seq, lastHash: log.end.hash });
    },
  };
}

function takeLock(place: AuditPlace, logger: Logger): FolderLock {
  return FolderLock.take(placeFolder(place), {
    ...(place.kind === "file" ? { name: `${basename(place.path)}.lock` } : {}),
    wallMs: Date.now,
    schedule: (delayMs, task) => {
      const timer = setTimeout(task, delayMs).unref();
      return () => clearTimeout(timer);
    },
    onError: (error) => logStateError(logger, error),
  });
}

function logAuditEvent(logger: Logger, event: AuditEvent): void {
  switch (event.type) {
    case "failing":
      logger.event("audit.failed", { problem: event.problem });
      return;
    case "resumed":
      logger.event("audit.resumed", { lostLines: event.lostLines, failingMs: event.failingMs });
      return;
    case "reopened":
      logger.event("audit.reopened", { file: event.file, why: event.why });
      return;
    case "recovered":
      logger.event("audit.recovered", { file: event.file, tornBytes: event.tornBytes });
  }
}
