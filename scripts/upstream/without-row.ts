/** Command protos of the package that the table has no row for, and why. */
export const WITHOUT_ROW: Readonly<Record<string, string>> = {
  InitWebSocket: "spoken only on OpenD's websocket port (facts: ftapi-protocol.md 1.8)",
  UsedQuota: "no official id; 1010 is a third party's (facts: ftapi-protocol.md 4.3)",
  Trd_Notify: "no official id; 2207 is a third party's (facts: ftapi-protocol.md 4.3)",
};
