/** Who makes a call or holds a stream. */
export interface Caller {
  /** The API key, or in open mode the peer's host without port, with `/` and the metadata `x-client-id` where given. */
  readonly id: string;
  /** Whether reads of subscribed data subscribe by themselves. */
  readonly autoSubscribe: boolean;
}
