import { GatewayError } from "../../errors/gateway-error.js";
import { recordGapEvent } from "./control-events.js";
import { filterTakes } from "./push-filter.js";
import type { PushRecord, RecordItem, RecordLane } from "./record.js";
import type { CatchUp } from "./stream-host.js";
import type { StreamPlan } from "./stream-request.js";

/** What a stream gets of the record before its live events. */
export class Resume {
  private readonly record: PushRecord;
  private readonly plan: StreamPlan;
  /** Later events come to the stream live. */
  private readonly openedAt: number;

  /** @throws GatewayError RESUME_OUT_OF_RANGE. */
  constructor(record: PushRecord, plan: StreamPlan) {
    this.record = record;
    this.plan = plan;
    this.openedAt = record.newestPosition;
    this.recorded();
  }

  /**
   * For when the stream stands: gaps that its own subscription has shown are among them.
   * @throws GatewayError RESUME_OUT_OF_RANGE.
   */
  replay(): CatchUp["replay"] {
    const replay: CatchUp["replay"][number][] = [];
    for (const { event, gap } of this.recorded()) {
      if (gap !== null) {
        replay.push(recordGapEvent(gap));
      } else if (event.position <= this.openedAt) {
        replay.push(event);
      }
    }
    return replay;
  }

  private recorded(): readonly RecordItem[] {
    const { record, plan } = this;
    if (plan.resumeAfter === null) return [];
    const { epoch, position } = plan.resumeAfter;
    const answer = record.after(epoch, position, lanesOf(plan));
    if (answer.inRange) return answer.items;
    const oldest = answer.oldestPosition;
    const other = epoch !== record.epoch;
    const why = other ? `epoch ${epoch} is another record's` : `position ${position} is not in the record`;
    throw new GatewayError(
      "RESUME_OUT_OF_RANGE",
      `resume_after: ${why}; read the state anew (2201, 2211) and open a stream without it, or resume after ${oldest} or later of epoch ${record.epoch}`,
      { metadata: { oldest_position: String(oldest), epoch: String(record.epoch) } },
    );
  }
}

/** The parts of the record that a stream may get something of. */
export function lanesOf({ filters }: StreamPlan): (lane: RecordLane) => boolean {
  return ({ eventType, accId }) => {
    const key = { eventType, accId, secKey: "", subType: 0, rehabType: undefined };
    return filters.some((filter) => filterTakes(filter, key));
  };
}
