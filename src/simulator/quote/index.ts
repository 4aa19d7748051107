import type { Handler, HandlerMap } from "../handler.js";
import { capitalHandlers } from "./capital.js";
import type { QuoteContext } from "./context.js";
import { derivativeHandlers } from "./derivatives.js";
import { historyHandlers } from "./history.js";
import { realtimeHandlers } from "./realtime.js";
import { referenceHandlers } from "./reference.js";
import { reminderHandlers } from "./reminders.js";
import { snapshotHandlers } from "./snapshot.js";
import { stockFilterHandlers } from "./stock-filter.js";
import { subscriptionHandlers } from "./subscription.js";
import { systemHandlers } from "./system.js";
import { watchListHandlers } from "./watch-list.js";

/** Every quote and system command that has an answer of its own. */
export function createQuoteHandlers(context: QuoteContext): HandlerMap {
  return new Map<number, Handler>([
    ...systemHandlers(context),
    ...subscriptionHandlers(context),
    ...realtimeHandlers(context),
    ...historyHandlers(context),
    ...referenceHandlers(context),
    ...snapshotHandlers(context),
    ...derivativeHandlers(context),
    ...capitalHandlers(context),
    ...watchListHandlers(context),
    ...stockFilterHandlers(context),
    ...reminderHandlers(context),
  ]);
}
