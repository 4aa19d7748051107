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
      /频率(?:太|过)高|頻率(?:太|過)高/,
      /请求(?:太|过于)频繁|請求(?:太|過於)頻繁/,
      /每\s*\d+\s*秒(?:内|內)?最多/,
      /\bfrequency\b.{0,30}\b(?:too high|limit|exceed)/i,
      /\b(?:too (?:many|frequent) requests|requests? (?:is |are )?too frequent)/i,
      /\bat most \d+ (?:times|requests|calls)\b/i,
    ],
  },
  {
    reason: "OPEND_NO_RIGHT",
    patterns: [
      /(?:没有|沒有|无|無|缺少)[^，。,.]{0,12}行情[^，。,.]{0,4}(?:权限|權限)/,
      /(?:没有|沒有|无|無)(?:权限|權限)(?:订阅|訂閱|获取|獲取)/,
      /行情(?:权限|權限)不足/,
      /\bno (?:quote |quotation )?rights? to (?:subscribe|get|obtain|request)/i,
      /\b(?:no|insufficient|not enough|lacks? the) (?:quote|quota|quotation) rights?\b/i,
      /\bno permission to (?:subscribe|get|obtain) (?:the )?quot/i,
    ],
  },
  {
    reason: "OPEND_QUOTA",
    patterns: [
      /(?:额度|額度)(?:不足|已?用完)|(?:超出|超过|超過)[^，。,.]{0,6}(?:额度|額度)/,
      /\b(?:insufficient|not enough|no more|exceed(?:s|ed)?)\b.{0,40}\bquota\b/i,
      /\bquota\b.{0,30}\b(?:insufficient|not enough|exceeded|used up|exhausted)/i,
    ],
  },
  {
    reason: "OPEND_BAD_PARAMETER",
    patterns: [
      /缺少(?:必要|必需|必填)?的?(?:参数|參數)/,
      /(?:参数|參數)(?:错误|錯誤|无效|無效|不正确)/,
      /请求解析失败|請求解析失敗/,
      /\bmissing (?:the )?(?:necessary |required )?(?:param|argument)/i,
      /\b(?:necessary|required) (?:params?|parameters?|arguments?) (?:is |are )?missing/i,
      /\b(?:invalid|illegal|wrong) (?:params?|parameters?|arguments?)\b/i,
      /\b(?:params?|parameters?|arguments?) (?:is |are )?(?:invalid|illegal|wrong)\b/i,
    ],
  },
];

/** What kind of refusal a text of OpenD's tells of. */
export function refusalReason(retMsg: string): Reason {
  const texts = REFUSAL_TEXTS.find(({ patterns }) => patterns.some((pattern) => pattern.test(retMsg)));
  return texts?.reason ?? "OPEND_REFUSED";
}
