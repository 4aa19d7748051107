/** What an order command does, as far as limits go. */
export type OrderAction =
  | "place"
  | "combo"
  | "modify"
  | "enable"
  | "confirm"
  | "cancel"
  | "disable"
  | "delete"
  /** `forAll` with cancel, disable or delete: every order of the account. */
  | "cancel_all";

/** Trd_Common.TrdHeader. */
export interface OrderHeader {
  /** 0 simulate, 1 real. */
  readonly trdEnv: number;
  readonly accId: bigint;
  readonly trdMarket: number;
  readonly jpAccType: number | null;
}

/** One security that an order trades. */
export interface OrderLeg {
  readonly code: string;
  /** Qot_Common.QotMarket; null where the message has none, and the trade market leaves a doubt. */
  readonly market: number | null;
  /** Whether the leg's own market is one that the header's trade market trades. */
  readonly fitsHeader: boolean;
  /** Trd_Common.TrdSide. */
  readonly side: number;
  /** How many of it for one of the order; 1 unless a combo says otherwise. */
  readonly ratio: number;
}

/** What an order or a change of one says, read from the bytes that are sent. */
export interface OrderTerms {
  readonly protoId: number;
  readonly action: OrderAction;
  readonly header: OrderHeader;
  /** Of place and combo; empty for what names an order by its id. */
  readonly legs: readonly OrderLeg[];
  /** Trd_Common.OrderType. */
  readonly orderType: number | null;
  /** Of a modification: the new total. */
  readonly qty: number | null;
  readonly price: number | null;
  readonly auxPrice: number | null;
  /** Of an order that names an amount of money. */
  readonly amount: number | null;
  /** Up to what fraction OpenD may raise the price by itself. */
  readonly raisedBy: number;
  /** Trd_Common.TrailType. */
  readonly trailType: number | null;
  readonly trailValue: number | null;
  readonly trailSpread: number | null;
  /** null: absent. */
  readonly remark: string | null;
  /** Of a change; null where absent or 0. */
  readonly orderId: bigint | null;
  /** Of a change; null where absent or empty. */
  readonly orderIdEx: string | null;
  /** Trd_Common.ModifyOrderOp; of 2205 only. */
  readonly modifyOp: number | null;
}
