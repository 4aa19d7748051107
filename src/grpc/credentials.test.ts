import assert from "node:assert/strict";
import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { connect as connectHttp2 } from "node:http2";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { connect } from "node:tls";
import { Client, credentials, Metadata, Server, type ServerUnaryCall, type sendUnaryData } from "@grpc/grpc-js";
import { certificateOf } from "./caller.js";
import { TlsCredentials } from "./credentials.js";
import { makeCertificate } from "./testing/certificates.js";
import { readTlsFiles, TlsFileError, type TlsFiles } from "./tls-files.js";

const authority = makeCertificate({ name: "test authority" });
const listener = makeCertificate({ name: "listener", issuer: authority.issuer });

describe("TLS of the gRPC listener", () => {
  let folder: string;
  const servers: Server[] = [];
  const opened: TlsCredentials[] = [];
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    // As a tool that renews certificates does: never half a file.
    writeFileSync(`${path}.new`, text);
    renameSync(`${path}.new`, path);
    return path;
  };
  const files = (withClients = false): TlsFiles => ({
    certFile: file("cert.pem", listener.cert),
    keyFile: file("key.pem", listener.key),
    clientCaFile: withClients ? file("clients.pem", authority.cert) : null,
  });
  const serve = async (
    options: Partial<Parameters<typeof TlsCredentials.open>[0]> & { readonly files: TlsFiles },
  ): Promise<{ readonly tls: TlsCredentials; readonly port: number; readonly seen: (string | null)[] }> => {
    const tls = await TlsCredentials.open({ schedule: () => () => undefined, ...options });
    opened.push(tls);
    const seen: (string | null)[] = [];
    const server = new Server();
    servers.push(server);
    const identity = (bytes: Buffer): Buffer => bytes;
    server.addService(
      {
        Call: {
          path: "/test/Call",
          requestStream: false,
          responseStream: false,
          requestSerialize: identity,
          requestDeserialize: identity,
          responseSerialize: identity,
          responseDeserialize: identity,
        },
      },
      {
        Call: (call: ServerUnaryCall<Buffer, Buffer>, done: sendUnaryData<Buffer>) => {
          seen.push(certificateOf(call)());
          done(null, Buffer.from("answer"));
        },
      },
    );
    const port = await new Promise<number>((resolve, reject) => {
      server.bindAsync("127.0.0.1:0", tls, (error, bound) => (error === null ? resolve(bound) : reject(error)));
    });
    return { tls, port, seen };
  };
  const callWith = async (port: number, channel: ReturnType<typeof credentials.createSsl>): Promise<string> => {
    const client = new Client(`127.0.0.1:${port}`, channel, { "grpc.use_local_subchannel_pool": 1 });
    try {
      return await new Promise<string>((resolve) => {
        client.makeUnaryRequest(
          "/test/Call",
          (bytes: Buffer) => bytes,
          (bytes: Buffer) => bytes,
          Buffer.from("x"),
          new Metadata(),
          { deadline: Date.now() + 30_000 },
          (error, answer) => resolve(error === null ? String(answer) : error.message),
        );
      });
    } finally {
      client.close();
    }
  };
  const servedFingerprint = (port: number): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect({ port, host: "127.0.0.1", ca: authority.cert, ALPNProtocols: ["h2"] }, () => {
        resolve(socket.getPeerCertificate().fingerprint256.replaceAll(":", "").toLowerCase());
        socket.destroy();
      });
      socket.once("error", reject);
    });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "og-tls-"));
  });
  afterEach(() => {
    for (const tls of opened.splice(0)) tls.close();
    for (const server of servers.splice(0)) server.forceShutdown();
    rmSync(folder, { recursive: true });
  });

  it("serves calls to clients that trust the authority, and to no other", async () => {
    const { port, seen } = await serve({ files: files() });
    assert.equal(await callWith(port, credentials.createSsl(Buffer.from(authority.cert))), "answer");
    assert.deepEqual(seen, [null]);
    assert.match(await callWith(port, credentials.createSsl()), /certificate|issuer/);
    assert.notEqual(await callWith(port, credentials.createInsecure()), "answer");
    assert.equal(seen.length, 1);
  });

  it("takes only clients of the authority where one is named, and tells who they are", async () => {
    const { port, seen } = await serve({ files: files(true) });
    const ca = Buffer.from(authority.cert);
    const client = makeCertificate({ name: "client", issuer: authority.issuer });
    const own = credentials.createSsl(ca, Buffer.from(client.key), Buffer.from(client.cert));
    assert.equal(await callWith(port, own), "answer");
    const path = file("client.pem", client.cert);
    const { sha256 } = await readTlsFiles(
      { certFile: path, keyFile: file("client-key.pem", client.key), clientCaFile: null },
      Date.now(),
    );
    assert.deepEqual(seen, [sha256]);

    const stranger = makeCertificate({ name: "stranger" });
    assert.notEqual(
      await callWith(port, credentials.createSsl(ca, Buffer.from(stranger.key), Buffer.from(stranger.cert))),
      "answer",
    );
    assert.notEqual(await callWith(port, credentials.createSsl(ca)), "answer");
    assert.equal(seen.length, 1);
  });

  it("uses new files while it runs, and keeps the old ones where the new are no good", async () => {
    const problems: string[] = [];
    const reloaded: string[] = [];
    const checks: (() => void)[] = [];
    const all = files();
    const { tls, port } = await serve({
      files: all,
      onProblem: (problem) => problems.push(problem),
      onReloaded: ({ sha256 }) => reloaded.push(sha256),
      schedule: (_delayMs, task) => {
        checks.push(task);
        return () => undefined;
      },
    });
    const before = await servedFingerprint(port);
    assert.equal(before, tls.current.sha256);
    const standing = connectHttp2(`https://127.0.0.1:${port}`, { ca: authority.cert });
    await new Promise((resolve) => standing.once("connect", resolve));

    const renewed = makeCertificate({ name: "renewed", issuer: authority.issuer });
    file("cert.pem", renewed.cert);
    await tls.reload();
    await tls.reload();
    assert.deepEqual(problems, [`${all.keyFile}: is not the private key of the certificate in ${all.certFile}`]);
    assert.equal(tls.problem, problems[0]);
    assert.equal(await servedFingerprint(port), before);

    file("key.pem", renewed.key);
    const due = checks.shift();
    assert.ok(due !== undefined);
    due();
    while (reloaded.length === 0) await new Promise((resolve) => setImmediate(resolve));
    assert.equal(tls.problem, null);
    assert.equal(await servedFingerprint(port), reloaded[0]);
    assert.notEqual(reloaded[0], before);
    assert.equal(standing.closed, false);
    standing.destroy();
  });

  it("refuses files that can't work, in one line that names the file and shows no key", async () => {
    const encrypted = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nc4nary\n-----END ENCRYPTED PRIVATE KEY-----\n";
    const damaged = "-----BEGIN PRIVATE KEY-----\nc4nary\n-----END PRIVATE KEY-----\n";
    const badCert = "-----BEGIN CERTIFICATE-----\nc4nary\n-----END CERTIFICATE-----\n";
    const day = 24 * 60 * 60 * 1000;
    const expired = makeCertificate({ name: "old", notAfter: new Date(Date.now() - day / 24) });
    const early = makeCertificate({ name: "new", notBefore: new Date(Date.now() + day) });
    const cases: readonly (readonly [Partial<Record<"cert" | "key" | "ca", string>>, RegExp])[] = [
      [{ cert: "hello" }, /^certFile: \S+cert\.pem: holds no PEM certificate$/],
      [{ cert: badCert }, /^certFile: \S+cert\.pem: holds a certificate that can't be read: /],
      [{ cert: authority.cert }, /^keyFile: \S+key\.pem: is not the private key of the certificate in \S+cert\.pem$/],
      [{ key: "c4nary" }, /^keyFile: \S+key\.pem: holds no PEM private key$/],
      [{ key: encrypted }, /^keyFile: \S+key\.pem: the private key is encrypted; /],
      [{ key: damaged }, /^keyFile: \S+key\.pem: holds a private key that can't be read$/],
      [{ ca: "hello" }, /^clientCaFile: \S+ca\.pem: holds no PEM certificate$/],
      [{ cert: expired.cert, key: expired.key }, /^certFile: \S+cert\.pem: the certificate expired on /],
      [{ cert: early.cert, key: early.key }, /^certFile: \S+cert\.pem: the certificate is not valid before /],
    ];
    for (const [{ cert, key, ca }, expected] of cases) {
      const paths: TlsFiles = {
        certFile: file("cert.pem", cert ?? listener.cert),
        keyFile: file("key.pem", key ?? listener.key),
        clientCaFile: file("ca.pem", ca ?? authority.cert),
      };
      await assert.rejects(readTlsFiles(paths, Date.now()), (error: unknown) => {
        assert.ok(error instanceof TlsFileError);
        assert.match(`${error.part}: ${error.message}`, expected);
        assert.doesNotMatch(error.message, /c4nary|\n/);
        return true;
      });
    }
    const missing = { ...files(), keyFile: join(folder, "none.pem") };
    await assert.rejects(readTlsFiles(missing, Date.now()), /^TlsFileError: can't read \S+none\.pem: ENOENT/);
  });
});
