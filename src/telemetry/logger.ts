import pino from "pino";
import { prettyFactory } from "pino-pretty";
import { type EventName, events } from "./events.js";

export type LogThreshold = "trace" | "debug" | "info" | "warn" | "error" | "fatal";

/** Fields of one log line, beside `time`, `level`, `event` and `msg`. An Error goes under `err`. */
export type LogFields = Readonly<Record<string, unknown>>;

/** Writes events. Level and text of each come from events.ts. */
export interface Logger {
  event(name: EventName, fields?: LogFields): void;
  /** A logger that adds `fields` to each line. */
  child(fields: LogFields): Logger;
  /** Whether the event would be written; spares building its fields on a hot path. */
  enabled(name: EventName): boolean;
}

/** The logger at the root of all others. */
export interface RootLogger extends Logger {
  /** May be set while running; children follow. */
  level: LogThreshold;
  /** Writes out what is buffered before the process ends at once. Takes at most half a second; never throws. */
  flush(): void;
  /** Writes out what is buffered, in order, within a second. Nothing is written after it. */
  close(): Promise<void>;
}

export interface LoggerOptions {
  readonly level: LogThreshold;
  readonly format: "json" | "pretty";
  /** Colours in readable text. */
  readonly color?: boolean;
  /** Where lines go, replaced in tests; standard output when left out. */
  readonly write?: (line: string) => void;
  /** Most bytes that wait for a slow reader of standard output; newer lines are dropped beyond it. */
  readonly maxBufferedBytes: number;
  /** Fields of every line. */
  readonly base?: LogFields;
}

/** sonic-boom waits 100 ms between two tries to write to a full pipe. */
const FLUSH_RETRIES = 5;
const CLOSE_TIMEOUT_MS = 1000;

/** Never shown, wherever they stand in the fields. */
const SECRET_FIELDS = ["authorization", "token", "password", "pwdMD5", "unlockPassword", "rsaKey", "aesKey", "secret"];

/** A logger that writes JSON lines, or readable text. */
export function createLogger(options: LoggerOptions): RootLogger {
  const { level, format, base = {} } = options;
  const output = openOutput(options);
  const root = pino(
    {
      level,
      base,
      messageKey: "msg",
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: pino.stdSerializers.err },
      redact: { paths: SECRET_FIELDS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: "***" },
    },
    format === "json" ? output.stream : readable(output.stream, options.color ?? false),
  );
  // Children take pino's level of their birth: keep one threshold for all instead.
  root.level = "trace";
  const threshold = { value: pino.levels.values[level] ?? 0 };
  const logger = new EventLogger(root, threshold);
  return {
    event: (name, fields) => logger.event(name, fields),
    child: (fields) => logger.child(fields),
    enabled: (name) => logger.enabled(name),
    get level() {
      return pino.levels.labels[threshold.value] as LogThreshold;
    },
    set level(next) {
      threshold.value = pino.levels.values[next] ?? 0;
    },
    flush: output.flush,
    close: output.close,
  };
}

class EventLogger implements Logger {
  readonly #pino: pino.Logger;
  readonly #threshold: { readonly value: number };

  constructor(logger: pino.Logger, threshold: { readonly value: number }) {
    this.#pino = logger;
    this.#threshold = threshold;
  }

  event(name: EventName, fields?: LogFields): void {
    if (!this.enabled(name)) return;
    const { level, text } = events[name];
    this.#pino[level]({ event: name, ...fields }, text);
  }

  child(fields: LogFields): Logger {
    return new EventLogger(this.#pino.child(fields), this.#threshold);
  }

  enabled(name: EventName): boolean {
    return (pino.levels.values[events[name].level] ?? 0) >= this.#threshold.value;
  }
}

interface LineStream {
  write(line: string): void;
}

interface Output {
  readonly stream: LineStream;
  readonly flush: () => void;
  readonly close: () => Promise<void>;
}

/**
 * Standard output is written without blocking: a reader that stopped must not
 * stop the gateway. pino turns a closed pipe (EPIPE) into silence.
 */
function openOutput(options: LoggerOptions): Output {
  if (options.write !== undefined) {
    return { stream: { write: options.write }, flush: () => undefined, close: () => Promise.resolve() };
  }
  let retriesLeft = Number.POSITIVE_INFINITY;
  const stream = pino.destination({
    fd: 1,
    sync: false,
    minLength: 0,
    maxLength: options.maxBufferedBytes,
    retryEAGAIN: () => retriesLeft-- > 0,
  });
  let broken = false;
  // Neither a closed pipe nor a full disk may end the gateway.
  stream.on("error", () => {
    broken = true;
  });
  return {
    stream,
    flush: () => {
      retriesLeft = FLUSH_RETRIES;
      try {
        stream.flushSync();
      } catch {
        // The reader stopped or is gone; there is nowhere left to say so.
        // pino flushes again at exit, for ever if the stream were still there.
        stream.destroy();
      }
    },
    close: () =>
      new Promise((resolve) => {
        const timer = setTimeout(() => stream.destroy(), CLOSE_TIMEOUT_MS);
        const done = (): void => {
          clearTimeout(timer);
          resolve();
        };
        stream.once("close", done);
        stream.once("error", done);
        if (broken) done();
        else stream.end();
      }),
  };
}

/** Turns JSON lines into text for people. */
function readable(stream: LineStream, colorize: boolean): LineStream {
  const pretty = prettyFactory({ colorize, translateTime: "SYS:HH:MM:ss.l", ignore: "pid,hostname" });
  return { write: (line) => stream.write(pretty(line) ?? "") };
}
