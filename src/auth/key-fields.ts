/** What a key may do and where it may trade: read beside `id` or in `limits`. */
export const LIMIT_FIELDS: ReadonlySet<string> = new Set([
  "allowed_markets",
  "allowed_symbols",
  "allowed_trd_sides",
  "max_order_value",
  "max_daily_value",
  "max_orders_per_minute",
  "hours_window",
  "hours_time_zone",
  "allowed_acc_ids",
  "allowed_card_nums",
  "tag_remark",
]);

/** The other fields of a record. */
export const KEY_FIELDS: ReadonlySet<string> = new Set([
  "id",
  "hash",
  "previous_hash",
  "previous_expires_at",
  "scopes",
  "limits",
  "allowed_machines",
  "allowed_certificates",
  "allowed_networks",
  "profile",
  "created_at",
  "expires_at",
  "note",
  // Of `keys freeze`: what allowed_machines was.
  "machines_before_freeze",
  // The rival's bookkeeping; it says nothing that allowed_acc_ids does not say.
  "raw_explicit_acc_ids",
]);

const LIMIT_WORDS =
  /(^|_)(allow|allowed|deny|denied|block|blocked|forbid|forbidden|max|min|limit|limits|quota|cap|only|require|required|restrict|restricted|expires|expiry|until|window|disabled|enabled|revoked|frozen|active|status)(_|$)/;

/** Whether a field that we don't know would take something away from the key. */
export function readsLikeALimit(name: string): boolean {
  return LIMIT_WORDS.test(name.toLowerCase());
}
