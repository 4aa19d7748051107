/**
 * What OpenD says when it refuses, in its own words where they are known
 * (facts: ftapi-protocol.md 6.7); the others follow their pattern.
 */
export const texts = {
  unknownProtocol: "未知的协议ID",
  undecodable: (detail: string) => `请求解析失败: ${detail}`,
  missing: (field: string) => `缺少必要的参数: ${field}`,
  invalid: (field: string, detail: string) => `参数错误: ${field} ${detail}`,
  alreadyInitialised: "该连接已初始化，请勿重复发送InitConnect",
  wrongConnection: (connId: bigint) => `packetID.connID与当前连接不符，当前连接为${connId}`,
  repeatedPacket: (serialNo: number) => `packetID重复，serialNo ${serialNo} 已处理过`,
  internal: "服务器内部错误",
  tooFrequent: (name: string, calls: number, seconds: number) =>
    `${name}频率太高，请求失败，每${seconds}秒最多${calls}次。`,
  tooClose: (name: string, gapMs: number) => `${name}频率太高，请求失败，两次请求至少间隔${gapMs / 1000}秒。`,
  tooMany: (field: string, limit: number) => `参数错误: ${field} 最多${limit}个`,
  notSubscribed: (subType: string) => `请求获取实时报价接口前，请先订阅${subType}数据`,
  unsubscribedTooEarly: (code: string, subType: string) => `${code}的${subType}订阅时间过短，至少需要订阅1分钟`,
  subscriptionQuota: (used: number, quota: number) => `订阅额度不足，订阅失败，已用订阅额度：${used}/${quota}`,
  historyQuota: (used: number, quota: number) => `历史K线额度不足，请求失败，已用额度：${used}/${quota}`,
  unknownSecurity: (code: string) => `未知股票 ${code}`,
  unknownPlate: (code: string) => `未知板块 ${code}`,
  noOptions: (code: string) => `${code} 没有期权`,
  unknownGroup: "未知自选股分组",
  systemGroup: "不支持系统分组",
  unknownReminder: (key: bigint) => `未知的到价提醒 key ${key}`,
  tooManyReminders: (limit: number) => `同一股票同一类型的到价提醒最多${limit}个`,
  notOffered: (what: string) => `模拟器不支持${what}`,
  /** Stands in `retMsg` of every reply that was made from the schema alone. */
  sample: "simulator sample",
} as const;
