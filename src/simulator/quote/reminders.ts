import * as GetReminder from "../../../generated/ts/Qot_GetPriceReminder.js";
import * as SetReminder from "../../../generated/ts/Qot_SetPriceReminder.js";
import { Response as UpdateReminder } from "../../../generated/ts/Qot_UpdatePriceReminder.js";
import { type Handler, handle, Refusal } from "../handler.js";
import type { Instrument, Quote } from "../market/instrument.js";
import { KlType, lastBars } from "../market/kline.js";
import { texts } from "../texts.js";
import { type QuoteContext, requireInstrument } from "./context.js";
import { round, security, turnoverRate } from "./messages.js";

const UPDATE_REMINDER = 3019;
/** Per security and type (facts: ftapi-protocol.md 4.1, 3220). */
const MAX_PER_TYPE = 10;

const Op = { add: 1, delete: 2, enable: 3, disable: 4, modify: 5, deleteAll: 6 } as const;
const Freq = { always: 1, onceADay: 2, onlyOnce: 3 } as const;
const MARKET_OPEN = 1;
const KEY_START = 1_600_000_000_000;

interface Reminder {
  readonly key: bigint;
  readonly instrument: Instrument;
  type: number;
  value: number;
  note: string;
  freq: number;
  sessions: readonly number[];
  enabled: boolean;
  /** The condition held at the last look: only a change from no to yes is a hit. */
  met: boolean;
  lastHitDay: string | undefined;
  release: () => void;
}

/** PriceReminderType: what is measured, and whether the value must be reached from below. */
const conditions: ReadonlyMap<
  number,
  {
    readonly rising: boolean;
    readonly measure: (context: QuoteContext, instrument: Instrument, quote: Quote) => number;
  }
> = new Map([
  [1, { rising: true, measure: (_, __, quote) => quote.price }],
  [2, { rising: false, measure: (_, __, quote) => quote.price }],
  [3, { rising: true, measure: (_, __, quote) => changeRate(quote) }],
  [4, { rising: false, measure: (_, __, quote) => changeRate(quote) }],
  [5, { rising: true, measure: (_, instrument, quote) => minutesChange(instrument, quote, 5) }],
  [6, { rising: false, measure: (_, instrument, quote) => minutesChange(instrument, quote, 5) }],
  [7, { rising: true, measure: (_, __, quote) => quote.volume }],
  [8, { rising: true, measure: (_, __, quote) => quote.turnover }],
  [9, { rising: true, measure: (_, instrument, quote) => turnoverRate(instrument.listing, quote.volume) }],
  [
    10,
    {
      rising: true,
      measure: (context, instrument, quote) => context.market.depth(instrument, quote, 1).bids[0]?.price ?? 0,
    },
  ],
  [
    11,
    {
      rising: false,
      measure: (context, instrument, quote) => context.market.depth(instrument, quote, 1).asks[0]?.price ?? Infinity,
    },
  ],
  [
    12,
    {
      rising: true,
      measure: (context, instrument, quote) => context.market.depth(instrument, quote, 1).bids[0]?.volume ?? 0,
    },
  ],
  [
    13,
    {
      rising: true,
      measure: (context, instrument, quote) => context.market.depth(instrument, quote, 1).asks[0]?.volume ?? 0,
    },
  ],
  [14, { rising: true, measure: (_, instrument, quote) => minutesChange(instrument, quote, 3) }],
  [15, { rising: false, measure: (_, instrument, quote) => minutesChange(instrument, quote, 3) }],
]);

function changeRate(quote: Quote): number {
  return (quote.price / quote.lastClose - 1) * 100;
}

function minutesChange(instrument: Instrument, quote: Quote, minutes: number): number {
  const before = lastBars(instrument, KlType.min1, quote.position, minutes)[0]?.open ?? quote.price;
  return (quote.price / before - 1) * 100;
}

/** Price reminders: 3220, 3221 and the push 3019. They belong to the user; no command registers for the push. */
export function reminderHandlers(context: QuoteContext): readonly (readonly [number, Handler])[] {
  const { market, sessions } = context;
  const reminders = new Map<bigint, Reminder>();
  let nextKey = BigInt(KEY_START);

  const isMet = (reminder: Reminder, quote: Quote): { readonly met: boolean; readonly current: number } => {
    const condition = conditions.get(reminder.type);
    const current = condition?.measure(context, reminder.instrument, quote) ?? 0;
    return { met: condition?.rising === false ? current <= reminder.value : current >= reminder.value, current };
  };

  const enable = (reminder: Reminder, enabled: boolean): void => {
    reminder.release();
    reminder.release = enabled ? market.feed.watch(reminder.instrument) : () => {};
    reminder.enabled = enabled;
    reminder.met = false;
  };

  const check = (reminder: Reminder, quote: Quote): void => {
    const { met, current } = isMet(reminder, quote);
    const hit = met && !reminder.met;
    reminder.met = met;
    const { date } = quote.position.day;
    if (!hit || (reminder.freq === Freq.onceADay && reminder.lastHitDay === date)) return;
    reminder.lastHitDay = date;
    if (reminder.freq === Freq.onlyOnce) enable(reminder, false);
    const { listing } = reminder.instrument;
    const s2c = {
      security: security(listing),
      name: listing.name,
      price: quote.price,
      changeRate: round(changeRate(quote)),
      marketStatus: MARKET_OPEN,
      content: `${listing.name} ${quote.price}`,
      note: reminder.note,
      key: reminder.key,
      type: reminder.type,
      setValue: reminder.value,
      curValue: round(current),
    };
    sessions.pushToAll(UPDATE_REMINDER, UpdateReminder.encode({ retType: 0, retMsg: "", errCode: 0, s2c }).finish());
  };

  market.feed.onTick((instrument, atMs) => {
    for (const reminder of reminders.values()) {
      if (reminder.enabled && reminder.instrument === instrument) check(reminder, instrument.quoteAt(atMs));
    }
  });

  const find = (key: bigint | undefined, instrument: Instrument): Reminder => {
    const found = key === undefined ? undefined : reminders.get(key);
    if (found?.instrument !== instrument) throw new Refusal(texts.unknownReminder(key ?? 0n));
    return found;
  };

  const remove = (reminder: Reminder): void => {
    reminder.release();
    reminders.delete(reminder.key);
  };

  const add = (c2s: SetReminder.C2S, instrument: Instrument): bigint => {
    const { type, value } = c2s;
    if (type === undefined || !conditions.has(type)) throw new Refusal(texts.invalid("type", String(type)));
    if (value === undefined) throw new Refusal(texts.missing("value"));
    const same = [...reminders.values()].filter((other) => other.instrument === instrument && other.type === type);
    if (same.length >= MAX_PER_TYPE) throw new Refusal(texts.tooManyReminders(MAX_PER_TYPE));
    nextKey += 1n;
    const reminder: Reminder = {
      key: nextKey,
      instrument,
      type,
      value,
      note: c2s.note ?? "",
      freq: c2s.freq ?? Freq.always,
      sessions: c2s.reminderSessionList,
      enabled: false,
      met: false,
      lastHitDay: undefined,
      release: () => {},
    };
    reminders.set(reminder.key, reminder);
    enable(reminder, true);
    return reminder.key;
  };

  const setReminder = handle(SetReminder.Request, SetReminder.Response, (c2s) => {
    const instrument = requireInstrument(market, c2s.security);
    switch (c2s.op) {
      case Op.add:
        return { key: add(c2s, instrument) };
      case Op.delete:
        remove(find(c2s.key, instrument));
        break;
      case Op.enable:
        enable(find(c2s.key, instrument), true);
        break;
      case Op.disable:
        enable(find(c2s.key, instrument), false);
        break;
      case Op.modify: {
        const reminder = find(c2s.key, instrument);
        if (c2s.type !== undefined && !conditions.has(c2s.type))
          throw new Refusal(texts.invalid("type", String(c2s.type)));
        reminder.type = c2s.type ?? reminder.type;
        reminder.value = c2s.value ?? reminder.value;
        reminder.note = c2s.note ?? reminder.note;
        reminder.freq = c2s.freq ?? reminder.freq;
        reminder.met = false;
        break;
      }
      case Op.deleteAll:
        for (const reminder of [...reminders.values()]) if (reminder.instrument === instrument) remove(reminder);
        break;
      default:
        throw new Refusal(texts.invalid("op", String(c2s.op)));
    }
    return { key: c2s.key ?? 0n };
  });

  const getReminder = handle(GetReminder.Request, GetReminder.Response, (c2s) => {
    if (c2s.security === undefined && c2s.market === undefined) throw new Refusal(texts.missing("security"));
    const only = c2s.security === undefined ? undefined : requireInstrument(market, c2s.security);
    const shown = [...reminders.values()].filter(({ instrument }) =>
      only === undefined ? instrument.listing.market === c2s.market : instrument === only,
    );
    const instruments = [...new Set(shown.map((reminder) => reminder.instrument))];
    return {
      priceReminderList: instruments.map((instrument) => ({
        security: security(instrument.listing),
        name: instrument.listing.name,
        itemList: shown
          .filter((reminder) => reminder.instrument === instrument)
          .map((reminder) => ({
            key: reminder.key,
            type: reminder.type,
            value: reminder.value,
            note: reminder.note,
            freq: reminder.freq,
            isEnable: reminder.enabled,
            reminderSessionList: [...reminder.sessions],
          })),
      })),
    };
  });

  return [
    [3220, setReminder],
    [3221, getReminder],
  ];
}
