import { Response as UpdateBasicQot } from "../../../generated/ts/Qot_UpdateBasicQot.js";
import { Response as UpdateKL } from "../../../generated/ts/Qot_UpdateKL.js";
import { Response as UpdateOrderBook } from "../../../generated/ts/Qot_UpdateOrderBook.js";
import { Response as UpdateRT } from "../../../generated/ts/Qot_UpdateRT.js";
import { Response as UpdateTicker } from "../../../generated/ts/Qot_UpdateTicker.js";

/** What is known of a security's price; null where nothing was told. */
export interface Quote {
  readonly last: number | null;
  readonly lastClose: number | null;
  readonly volume: bigint | null;
  readonly bid: number | null;
  readonly ask: number | null;
}

const UNKNOWN: Quote = { last: null, lastClose: null, volume: null, bid: null, ask: null };
const SUB_TYPE_ORDER_BOOK = 2;

const readers: ReadonlyMap<number, (body: Uint8Array, before: Quote, hasBasic: boolean) => Quote> = new Map([
  [3005, readBasic],
  [3007, readKLine],
  [3009, readTimeShare],
  [3011, readTicks],
  [3013, readOrderBook],
]);

/**
 * One security of the table. A push is kept as bytes until somebody looks:
 * at thousands of events a second, nearly all are replaced unseen.
 */
export class QuoteRow {
  readonly secKey: string;
  readonly label: string;
  /** Announced interruptions in which events of this security may have been lost. */
  gaps = 0;
  /** When the last event came, by the monotonic clock. */
  lastEventAtMs: number | null = null;
  #quote = UNKNOWN;
  #hasBasic = false;
  /** The newest unread body by proto_id, in the order of arrival. */
  readonly #unread = new Map<number, Uint8Array>();

  constructor(secKey: string, label: string) {
    this.secKey = secKey;
    this.label = label;
  }

  take(protoId: number, subType: number, body: Uint8Array, nowMs: number): void {
    this.lastEventAtMs = nowMs;
    if (!readers.has(protoId)) return;
    // Odd lots have a book of their own.
    if (protoId === 3013 && subType !== SUB_TYPE_ORDER_BOOK) return;
    this.#unread.delete(protoId);
    this.#unread.set(protoId, body);
  }

  get quote(): Quote {
    for (const [protoId, body] of this.#unread) {
      this.#quote = this.#read(protoId, body);
      if (protoId === 3005) this.#hasBasic = true;
    }
    this.#unread.clear();
    return this.#quote;
  }

  #read(protoId: number, body: Uint8Array): Quote {
    try {
      return readers.get(protoId)?.(body, this.#quote, this.#hasBasic) ?? this.#quote;
    } catch {
      // Bytes that are no such message: the table shows what it knew; --json shows the bytes.
      return this.#quote;
    }
  }
}

function readBasic(body: Uint8Array, before: Quote): Quote {
  const quote = UpdateBasicQot.decode(body).s2c?.basicQotList[0];
  if (quote === undefined) return before;
  const { curPrice, lastClosePrice, volume } = quote;
  return {
    ...before,
    last: curPrice ?? before.last,
    lastClose: lastClosePrice ?? before.lastClose,
    volume: volume ?? before.volume,
  };
}

function readTicks(body: Uint8Array, before: Quote): Quote {
  const price = UpdateTicker.decode(body).s2c?.tickerList.at(-1)?.price;
  return { ...before, last: price ?? before.last };
}

/** Where the quote itself is watched it says more than a bar. */
function readKLine(body: Uint8Array, before: Quote, hasBasic: boolean): Quote {
  const price = UpdateKL.decode(body).s2c?.klList.at(-1)?.closePrice;
  return hasBasic ? before : { ...before, last: price ?? before.last };
}

function readTimeShare(body: Uint8Array, before: Quote, hasBasic: boolean): Quote {
  const minute = UpdateRT.decode(body).s2c?.rtList.at(-1);
  if (hasBasic || minute === undefined) return before;
  return { ...before, last: minute.price ?? before.last, lastClose: minute.lastClosePrice ?? before.lastClose };
}

function readOrderBook(body: Uint8Array, before: Quote): Quote {
  const book = UpdateOrderBook.decode(body).s2c;
  if (book === undefined) return before;
  return {
    ...before,
    bid: book.orderBookBidList[0]?.price ?? null,
    ask: book.orderBookAskList[0]?.price ?? null,
  };
}
