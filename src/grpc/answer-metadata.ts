import { Metadata } from "@grpc/grpc-js";

/** Header names in small letters to printable ASCII; no `-bin` names. */
export type AnswerHeaders = Readonly<Record<string, string>>;

/**
 * Headers or trailers of an answer, made once. For some headers on every
 * answer, a plain Metadata normalises and checks each name and value and keeps
 * each in an array in a Map, only to be turned into such an object. grpc-js
 * copies from it, so one object may serve many answers.
 *
 * The caller answers for names and values: nothing checks them.
 */
export class AnswerMetadata extends Metadata {
  private readonly headers: AnswerHeaders;

  constructor(headers: AnswerHeaders) {
    super();
    this.headers = headers;
  }

  override toHttp2Headers(): Record<string, string> {
    return this.headers;
  }

  override get(key: string): string[] {
    const name = key.toLowerCase();
    return Object.hasOwn(this.headers, name) ? [this.headers[name] as string] : [];
  }

  override getMap(): Record<string, string> {
    return { ...this.headers };
  }

  override toJSON(): Record<string, string[]> {
    return Object.fromEntries(Object.entries(this.headers).map(([key, value]) => [key, [value]]));
  }

  /** The same object: nothing of it can change. grpc-js clones trailers before it sends them. */
  override clone(): this {
    return this;
  }

  override set(key: string): never {
    throw madeOnce(key);
  }

  override add(key: string): never {
    throw madeOnce(key);
  }

  override remove(key: string): never {
    throw madeOnce(key);
  }

  override merge(): never {
    throw madeOnce("more");
  }
}

function madeOnce(key: string): Error {
  return new Error(`answer metadata is made once: ${key} can't be changed`);
}

/** Trailers of an answer that has nothing to say in them. Without any, grpc-js makes an empty Metadata for each. */
export const NO_TRAILERS: Metadata = new AnswerMetadata({});
