import type { Reason } from "../errors/reasons.js";

/** How OpenD says one kind of refusal, in the languages that it speaks. */
interface RefusalTexts {
  readonly reason: Reason;
  readonly patterns: readonly RegExp[];
}

/**
 * OpenD has one ret_type for all refusals, and no code: only its text tells
 * them apart (facts: ftapi-protocol.md 6.7). The first that fits counts. What
 * none fits stays OPEND_REFUSED, so patterns are narrow: a wrong reason is
 * worse than a general one.
 */
const REFUSAL_TEXTS: readonly RefusalTexts[] = [
  {
    reason: "OPEND_RATE",
    patterns: [
      /频率(?:太|过)高/,
      /頻率(?:太|過)高/,
      /请求(?:太|过于)频繁/,
      /每\s*\d+\s*秒(?:最多|內最多|内最多)/,
      /\b(?:frequency|rate)\b.{0,40}\b(?:too high|limit(?:ed)?|exceed(?:s|ed)?)\b/i,
      /\btoo (?:many|frequent) requests\b/i,
      /\brequests? (?:is|are) too frequent\b/i,
      /\bat most \d+ (?:times|requests)\b/i,
    ],
  },
  {
    reason: "OPEND_QUOTA",
    patterns: [
      /额度(?:不足|已用完|用完)/,
      /額度(?:不足|已用完|用完)/,
      /\b(?:insufficient|not enough|exceed\w*|no)\b.{0,40}\bquota\b/i,
      /\bquota\b.{0,40}\b(?:insufficient|not enough|exceed\w*|used up|exhausted|reached)\b/i,
    ],
  },
  {
    reason: "OPEND_NO_RIGHT",
    patterns: [
      /(?:没有|无|無|沒有|缺少).{0,12}(?:行情)?(?:权限|權限)/,
      /(?:行情)?(?:权限|權限)(?:不足|不够)/,
      /\bno (?:quote )?(?:right|rights|permission|authority)\b/i,
      /\b(?:quote|quotation)? ?(?:right|rights|permission|authority) (?:is |are )?(?:insufficient|not enough|required)\b/i,
    ],
  },
  {
    reason: "OPEND_BAD_PARAMETER",
    patterns: [
      /缺少(?:必要|必需|必填)?(?:的)?(?:参数|參數)/,
      /(?:参数|參數)(?:错误|錯誤|无效|無效|非法|不正确)/,
      /请求解析失败/,
      /\bmissing (?:the )?(?:necessary |required )?(?:parameters?|params?|arguments?)\b/i,
      /\b(?:invalid|illegal|wrong|bad) (?:parameters?|params?|arguments?)\b/i,
      /\b(?:parameters?|params?|arguments?) (?:is |are )?(?:missing|invalid|illegal|wrong|error)\b/i,
    ],
  },
];

/** What kind of refusal a text of OpenD's tells of. */
export function refusalReason(retMsg: string): Reason {
  return (
    REFUSAL_TEXTS.find(({ patterns }) => patterns.some((pattern) => pattern.test(retMsg)))?.reason ?? "OPEND_REFUSED"
  );
}
