import { lstat, unlink } from "node:fs/promises";
import { connect } from "node:net";

/** The gRPC listener can't be opened; the message is one line for the operator. */
export class BindError extends Error {
  override readonly name = "BindError";
}

/** A listener: TCP, or a Unix socket. */
export type ListenAddress = { readonly host: string; readonly port: number } | { readonly path: string };

/** The address in the form that grpc-js takes. */
export function bindTarget(address: ListenAddress): string {
  if ("path" in address) return `unix:${address.path}`;
  return address.host.includes(":") ? `[${address.host}]:${address.port}` : `${address.host}:${address.port}`;
}

/**
 * Takes away a socket file that a crashed process left behind.
 * @throws BindError where the path is in use, or is no socket.
 */
export async function clearStaleSocket(path: string): Promise<void> {
  const found = await lstat(path).catch(() => null);
  if (found === null) return;
  if (!found.isSocket()) throw new BindError(`${path} exists and is no socket: remove it or choose another path`);
  if (await answers(path)) throw new BindError(`${path} is in use by another process`);
  await unlink(path);
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    const finish = (inUse: boolean): void => {
      socket.destroy();
      resolve(inUse);
    };
    socket.once("connect", () => finish(true));
    socket.once("error", () => finish(false));
  });
}
