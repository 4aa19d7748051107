/** A text from elsewhere, without what would move a terminal's cursor or colour it. */
export function plainText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ");
}
