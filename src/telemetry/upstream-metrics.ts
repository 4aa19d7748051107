import type { Registry } from "prom-client";
import { registerSnapshotMetric, type Sample } from "./snapshot-metric.js";

/** The states a connection to OpenD can be in; all are shown, so that an absent one reads as 0. */
export const memberStates = [
  "idle",
  "connecting",
  "initialising",
  "ready",
  "draining",
  "backing_off",
  "closed",
] as const;

/** One connection to OpenD. Counts since the start of the gateway. */
export interface MemberSnapshot {
  readonly name: string;
  /** One of `memberStates`; any other is shown as it is. */
  readonly state: string;
  readonly inFlight: number;
  readonly framesIn: number;
  readonly framesOut: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly connects: number;
  readonly reconnects: number;
  readonly lateReplies: number;
  readonly unknownReplies: number;
  readonly frameErrors: Readonly<Record<string, number>>;
}

export interface UpstreamSnapshot {
  readonly members: readonly MemberSnapshot[];
  readonly queued: number;
  readonly queueRejected: number;
}

const PREFIX = "opend_gateway_upstream_";

/** Registers the metrics of the connections to OpenD; `snapshot` is asked at each scrape. */
export function registerUpstreamMetrics(registry: Registry, snapshot: () => UpstreamSnapshot): void {
  const add = (type: "counter" | "gauge", name: string, help: string, samples: () => readonly Sample[]): void =>
    registerSnapshotMetric(registry, type, { name: PREFIX + name, help, samples });
  const perMember = (read: (member: MemberSnapshot) => readonly Sample[]) => () => snapshot().members.flatMap(read);
  const one = (read: (member: MemberSnapshot) => number) =>
    perMember((member) => [{ labels: { member: member.name }, value: read(member) }]);
  const both = (read: (member: MemberSnapshot) => readonly [incoming: number, outgoing: number]) =>
    perMember((member) => {
      const [incoming, outgoing] = read(member);
      return [
        { labels: { member: member.name, direction: "in" }, value: incoming },
        { labels: { member: member.name, direction: "out" }, value: outgoing },
      ];
    });

  add("gauge", "members", "Connections to OpenD by state.", () => membersByState(snapshot().members));
  add(
    "gauge",
    "in_flight",
    "Calls that wait for OpenD's answer.",
    one((member) => member.inFlight),
  );
  add("gauge", "queued", "Calls that wait for a connection.", () => [{ labels: {}, value: snapshot().queued }]);
  add("counter", "queue_rejected_total", "Calls refused because the queue was full.", () => [
    { labels: {}, value: snapshot().queueRejected },
  ]);
  add(
    "counter",
    "frames_total",
    "FTAPI frames.",
    both((member) => [member.framesIn, member.framesOut]),
  );
  add(
    "counter",
    "bytes_total",
    "Bytes of FTAPI frames, headers included.",
    both((member) => [member.bytesIn, member.bytesOut]),
  );
  add(
    "counter",
    "connects_total",
    "Connections that became ready.",
    one((member) => member.connects),
  );
  add(
    "counter",
    "reconnects_total",
    "Connections that became ready after a loss.",
    one((member) => member.reconnects),
  );
  add(
    "counter",
    "late_replies_total",
    "Replies to calls that had ended; dropped.",
    one((member) => member.lateReplies),
  );
  add(
    "counter",
    "unknown_replies_total",
    "Replies that no call asked for; dropped.",
    one((member) => member.unknownReplies),
  );
  add(
    "counter",
    "frame_errors_total",
    "Frames that ended a connection, by reason.",
    perMember((member) =>
      Object.entries(member.frameErrors).map(([code, value]) => ({ labels: { member: member.name, code }, value })),
    ),
  );
}

function membersByState(members: readonly MemberSnapshot[]): Sample[] {
  const counts = new Map<string, number>(memberStates.map((state) => [state, 0]));
  for (const { state } of members) counts.set(state, (counts.get(state) ?? 0) + 1);
  return [...counts].map(([state, value]) => ({ labels: { state }, value }));
}
