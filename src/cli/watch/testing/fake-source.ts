import type { PushEvent, SubscribePushRequest } from "../../../../generated/ts/futu/service/futu.js";
import type { CallFailure } from "../../../grpc/client.js";
import type { OpenPushStream, PushObserver } from "../../../grpc/push-client.js";

/** A stream whose gateway is the test. */
export class FakeStream {
  readonly request: SubscribePushRequest;
  readonly #observer: PushObserver;
  cancelled = false;
  paused = false;

  constructor(request: SubscribePushRequest, observer: PushObserver) {
    this.request = request;
    this.#observer = observer;
  }

  send(event: PushEvent): void {
    this.#observer.onEvent(event);
  }

  end(failure: CallFailure | null): void {
    this.#observer.onEnd(failure);
  }
}

/** Streams in the order in which they were opened. */
export class FakeSource {
  readonly streams: FakeStream[] = [];

  readonly open: OpenPushStream = (request, observer) => {
    const stream = new FakeStream(request, observer);
    this.streams.push(stream);
    return {
      cancel: () => {
        stream.cancelled = true;
      },
      pause: () => {
        stream.paused = true;
      },
      resume: () => {
        stream.paused = false;
      },
    };
  };

  get last(): FakeStream {
    const last = this.streams.at(-1);
    if (last === undefined) throw new Error("no stream was opened");
    return last;
  }
}
