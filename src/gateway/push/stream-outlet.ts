import type { Buffer } from "node:buffer";
import { composeEvent } from "./event-codec.js";
import type { PushCounters } from "./push-counters.js";
import type { SharedEvent } from "./shared-event.js";
import type { PushTransport } from "./stream-host.js";
import { composeTypedEvent } from "./typed-event.js";

/** Filled anew for each event: an object a delivery would be most of the garbage. */
const marks = {
  sequence: 0,
  filters: null as Buffer | null,
  conflated: 0,
  dropped: 0,
  afterGap: false,
  snapshot: false,
  replayed: false,
};

/** The last step of a stream: numbers its events at the moment of writing and knows whether the transport takes more. */
export class StreamOutlet {
  /** The transport takes no more for now. */
  blocked = false;
  /** Of the last data event that was written. */
  sequence = 0;
  /** Of the last event of the record that the stream is done with. */
  position: number;
  /** Lost events that the next one has to tell of. */
  untoldDropped = 0;
  /** The record has a gap that the next event of it has to tell of, because the stream has no control events. */
  untoldGap = false;
  private readonly transport: PushTransport;
  private readonly counters: PushCounters;
  private readonly typed: boolean;
  private readonly numbered: boolean;
  private readonly onBlocked: () => void;

  /** @param numbered whether events carry their sequence: not in the compatible mode. */
  constructor(
    transport: PushTransport,
    counters: PushCounters,
    position: number,
    numbered: boolean,
    onBlocked: () => void,
  ) {
    this.transport = transport;
    this.typed = transport.typed === true;
    this.counters = counters;
    this.position = position;
    this.numbered = numbered;
    this.onBlocked = onBlocked;
  }

  data(
    event: SharedEvent,
    filters: Buffer | null,
    conflated: number,
    afterGap: boolean,
    snapshot: boolean,
    replayed: boolean,
  ): void {
    const { counters } = this;
    const sequence = ++this.sequence;
    marks.sequence = this.numbered ? sequence : 0;
    marks.filters = filters;
    marks.conflated = conflated;
    marks.dropped = this.untoldDropped;
    marks.afterGap = afterGap;
    marks.snapshot = snapshot;
    marks.replayed = replayed;
    this.untoldDropped = 0;
    if (event.position !== 0) {
      this.position = event.position;
      marks.afterGap ||= this.untoldGap;
      this.untoldGap = false;
    }
    counters.written++;
    counters.conflated += conflated;
    this.write(this.typed ? composeTypedEvent(event, marks) : composeEvent(event.bytes, marks));
  }

  control(bytes: Buffer): void {
    this.counters.controlsWritten++;
    this.write(bytes);
  }

  private write(bytes: Buffer): void {
    if (this.transport.write(bytes)) return;
    this.blocked = true;
    this.onBlocked();
  }
}
