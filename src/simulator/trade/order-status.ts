import { OrderStatus } from "../../../generated/ts/Trd_Common.js";

const {
  OrderStatus_Unsubmitted: UNSUBMITTED,
  OrderStatus_WaitingSubmit: WAITING,
  OrderStatus_Submitting: SUBMITTING,
  OrderStatus_SubmitFailed: SUBMIT_FAILED,
  OrderStatus_Submitted: SUBMITTED,
  OrderStatus_Filled_Part: FILLED_PART,
  OrderStatus_Filled_All: FILLED_ALL,
  OrderStatus_Cancelling_Part: CANCELLING_PART,
  OrderStatus_Cancelling_All: CANCELLING_ALL,
  OrderStatus_Cancelled_Part: CANCELLED_PART,
  OrderStatus_Cancelled_All: CANCELLED_ALL,
  OrderStatus_Failed: FAILED,
  OrderStatus_Disabled: DISABLED,
  OrderStatus_Deleted: DELETED,
  OrderStatus_FillCancelled: FILL_CANCELLED,
} = OrderStatus;

interface StatusRule {
  /** Statuses that may follow (facts: ftapi-protocol.md 6.5). */
  readonly next: readonly number[];
  /** Holds cash or shares and may still trade. */
  readonly working: boolean;
  readonly text: string;
}

/**
 * The life of an order as data. Cancelling without the step in between (5 to 15,
 * 10 to 14) is what the exchange does on its own: expiry and immediate-or-cancel.
 */
const RULES: ReadonlyMap<number, StatusRule> = new Map([
  [UNSUBMITTED, { next: [WAITING, SUBMITTING], working: false, text: "未提交" }],
  [WAITING, { next: [SUBMITTING, CANCELLING_ALL, CANCELLED_ALL, DISABLED, FAILED], working: true, text: "等待提交" }],
  [SUBMITTING, { next: [SUBMITTED, SUBMIT_FAILED, FAILED], working: true, text: "提交中" }],
  [SUBMIT_FAILED, { next: [DELETED], working: false, text: "提交失败" }],
  [
    SUBMITTED,
    {
      next: [FILLED_PART, FILLED_ALL, CANCELLING_ALL, CANCELLED_ALL, DISABLED, FAILED],
      working: true,
      text: "已提交",
    },
  ],
  [FILLED_PART, { next: [FILLED_PART, FILLED_ALL, CANCELLING_PART, CANCELLED_PART], working: true, text: "部分成交" }],
  [FILLED_ALL, { next: [FILL_CANCELLED], working: false, text: "全部成交" }],
  [CANCELLING_PART, { next: [CANCELLED_PART], working: true, text: "正在撤单" }],
  [CANCELLING_ALL, { next: [CANCELLED_ALL], working: true, text: "正在撤单" }],
  [CANCELLED_PART, { next: [], working: false, text: "部分已撤单" }],
  [CANCELLED_ALL, { next: [], working: false, text: "已撤单" }],
  [FAILED, { next: [DELETED], working: false, text: "下单失败" }],
  [DISABLED, { next: [WAITING, SUBMITTING, CANCELLING_ALL, CANCELLED_ALL, DELETED], working: false, text: "已失效" }],
  [DELETED, { next: [], working: false, text: "已删除" }],
  [FILL_CANCELLED, { next: [], working: false, text: "成交被撤销" }],
]);

export function mayFollow(from: number, to: number): boolean {
  return RULES.get(from)?.next.includes(to) ?? false;
}

/** True while the order may still trade; only then it holds cash or shares back. */
export function isWorking(status: number): boolean {
  return RULES.get(status)?.working ?? false;
}

/** True if nothing but deletion or a revoked fill can still happen. */
export function isFinal(status: number): boolean {
  return !isWorking(status) && status !== DISABLED && status !== UNSUBMITTED;
}

export function statusText(status: number): string {
  return RULES.get(status)?.text ?? `未知状态${status}`;
}
