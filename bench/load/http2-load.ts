/** The in-tree load generator, a process of its own: keeps so many calls open for so many seconds, then reports. */
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { type ClientHttp2Session, connect } from "node:http2";
import { parseArgs } from "node:util";
import { latencyOf } from "../statistics.js";
import type { Http2LoadReport } from "./in-tree.js";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "" },
    seconds: { type: "string", default: "" },
    body: { type: "string", default: "" },
    path: { type: "string", default: "" },
    connections: { type: "string", default: "" },
    streams: { type: "string", default: "" },
    "answer-bytes": { type: "string", default: "" },
    metadata: { type: "string", default: "{}" },
  },
});
const body = readFileSync(values.body);
const answerBytes = Number(values["answer-bytes"]);
const headers = {
  ":method": "POST",
  ":path": values.path,
  "content-type": "application/grpc",
  te: "trailers",
  ...(JSON.parse(values.metadata) as Readonly<Record<string, string>>),
};

const startedAt = performance.now();
const endAt = startedAt + Number(values.seconds) * 1_000;
const latencies: number[] = [];

async function keepCalling(session: ClientHttp2Session): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const call = () => {
      const sentAt = performance.now();
      if (sentAt >= endAt) {
        resolve();
        return;
      }
      const stream = session.request(headers);
      let received = 0;
      stream.on("data", (chunk: Buffer) => {
        received += chunk.length;
      });
      stream.on("error", reject);
      stream.on("end", () => {
        latencies.push((performance.now() - sentAt) * 1_000);
        if (received === answerBytes) call();
        else reject(new Error(`an answer had ${received} bytes, expected ${answerBytes}`));
      });
      stream.end(body);
    };
    call();
  });
}

const sessions = Array.from({ length: Number(values.connections) }, () => connect(`http://127.0.0.1:${values.port}`));
await Promise.all(sessions.map((session) => once(session, "connect")));
await Promise.all(
  sessions.flatMap((session) => Array.from({ length: Number(values.streams) }, () => keepCalling(session))),
);
const report: Http2LoadReport = {
  calls: latencies.length,
  seconds: (performance.now() - startedAt) / 1_000,
  latency: latencyOf(latencies),
};
console.log(JSON.stringify(report));
for (const session of sessions) session.destroy();
