import type { Session } from "./session.js";

/** The open connections, and who among them gets a push. */
export class SessionRegistry {
  private readonly sessions = new Map<bigint, Session>();

  get size(): number {
    return this.sessions.size;
  }

  add(session: Session): void {
    this.sessions.set(session.connId, session);
  }

  remove(session: Session): void {
    this.sessions.delete(session.connId);
  }

  get(connId: bigint): Session | undefined {
    return this.sessions.get(connId);
  }

  /** A copy: sessions may end while it is walked. */
  all(): readonly Session[] {
    return [...this.sessions.values()];
  }

  /** Whether a connection registered the account with 2008. */
  hasAccount(accId: bigint): boolean {
    for (const session of this.sessions.values()) if (session.isReady && session.receivesAccount(accId)) return true;
    return false;
  }

  /** Sends an order or fill push to the connections that registered the account with 2008. */
  pushToAccount(accId: bigint, protoId: number, body: Uint8Array): void {
    for (const session of this.all()) if (session.receivesAccount(accId)) session.push(protoId, body);
  }

  /** Sends a push that no command registers for. */
  pushToAll(protoId: number, body: Uint8Array): void {
    for (const session of this.all()) session.push(protoId, body);
  }

  notify(body: Uint8Array): void {
    for (const session of this.all()) session.notify(body);
  }
}
