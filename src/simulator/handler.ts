import type { Clock } from "./clock.js";

/** What a handler may know and do of the connection that asked. */
export interface SessionView {
  /** Unique among all connections of this OpenD. */
  readonly connId: bigint;
  /** Sends a push (`body` is the whole `Response` message, protobuf) in this connection's push format. */
  push(protoId: number, body: Uint8Array): void;
  /**
   * Registers this connection for order and fill pushes of exactly these
   * accounts: the complete new list, not an addition (facts: ftapi-protocol.md 5.4).
   */
  setTradeAccounts(accIds: readonly bigint[]): void;
}

/** One request as a handler sees it. JSON bodies were turned into protobuf before. */
export interface HandlerCall {
  readonly protoId: number;
  readonly serialNo: number;
  /** The whole `Request` message. */
  readonly body: Uint8Array;
  readonly session: SessionView;
  readonly clock: Clock;
}

/** A refusal by OpenD: retType -1 unless said otherwise, with OpenD's own text. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly retType: number;
  readonly errCode: number | undefined;

  constructor(retMsg: string, options: { readonly retType?: number; readonly errCode?: number } = {}) {
    super(retMsg);
    this.retType = options.retType ?? -1;
    this.errCode = options.errCode;
  }
}

/**
 * Answers one command: returns the whole `Response` message, or throws a
 * {@link Refusal}. A promise delays the reply, as OpenD does for the first data
 * after a subscription.
 */
export type Handler = (call: HandlerCall) => Uint8Array | Promise<Uint8Array>;

/** proto_id to handler. Commands without one are answered with a sample. */
export type HandlerMap = ReadonlyMap<number, Handler>;

interface Codec<T> {
  decode(bytes: Uint8Array): T;
}

interface EnvelopeCodec<S2C> {
  encode(message: {
    retType: number | undefined;
    retMsg: string | undefined;
    errCode: number | undefined;
    s2c: S2C | undefined;
  }): { finish(): Uint8Array };
}

/** Makes a {@link Handler} of a function from C2S to S2C. */
export function handle<C2S, S2C>(
  request: Codec<{ c2s?: C2S | undefined }>,
  response: EnvelopeCodec<S2C>,
  answer: (c2s: C2S, call: HandlerCall) => S2C | Promise<S2C>,
): Handler {
  const wrap = (s2c: S2C): Uint8Array => response.encode({ retType: 0, retMsg: "", errCode: 0, s2c }).finish();
  return (call) => {
    const { c2s } = request.decode(call.body);
    if (c2s === undefined) throw new Refusal("缺少必要的参数: c2s");
    const s2c = answer(c2s, call);
    return s2c instanceof Promise ? s2c.then(wrap) : wrap(s2c);
  };
}
