import type { PushReading } from "../load/read-pushes.js";
import { type Ratio, ratio } from "../ratio.js";
import type { PushRounds } from "./stages.js";

function latencyP99({ latency }: PushReading): number {
  return latency?.p99 ?? Number.NaN;
}

/** The ratios of pushes that have a goal. */
export function pushRatios({ deliveries, cpu, isolation }: PushRounds): readonly Ratio[] {
  const readers = [...new Set(deliveries.map((round) => round.readers))];
  const cpuRatios = cpu.flatMap(({ baseline, gateway }) =>
    baseline.cpuMicroseconds === null || gateway.cpuMicroseconds === null
      ? []
      : [gateway.cpuMicroseconds / baseline.cpuMicroseconds],
  );
  return [
    ...readers.map((count) =>
      ratio(
        `push deliveries to call.write with drain, ${count} reader${count === 1 ? "" : "s"}`,
        deliveries
          .filter((round) => round.readers === count)
          .map(({ baseline, contract }) => contract.deliveriesPerSecond / baseline.deliveriesPerSecond),
        { atLeast: 3 },
      ),
    ),
    ...(cpuRatios.length === 0
      ? []
      : [ratio("push CPU per delivery to encoding for each reader", cpuRatios, { atMost: 0.4 })]),
    ratio(
      "push p99 of 49 readers, 1 stopped to none stopped",
      isolation.map(({ all, oneStopped }) => latencyP99(oneStopped) / latencyP99(all)),
      { atMost: 1.1 },
    ),
  ];
}
