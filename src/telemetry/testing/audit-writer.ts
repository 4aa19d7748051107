import { AuditLog } from "../audit-log.js";
import { auditPlace } from "../audit-place.js";

// A process that writes audit lines until it is killed, and says which ones are on the disk.
const log = await AuditLog.open(await auditPlace(process.argv[2] ?? ""), { onEvent: () => undefined });
for (let sent = 1; ; sent++) {
  log.note({ event: "call", iface: "grpc", key_id: "k", peer: "p", request_id: `n${sent}`, outcome: "success" });
  await log.commit({
    event: "order_sent",
    iface: "grpc",
    key_id: "k",
    peer: "p",
    request_id: `c${sent}`,
    outcome: "allow",
  });
  process.stdout.write(`${sent}\n`);
}
