import type { Ledger } from "../../opend/ledger/types.js";

/** What the hub needs of the subscription ledger. */
export type LedgerPort = Pick<Ledger, "hold" | "holdAccounts" | "releaseAll" | "attachStream">;
