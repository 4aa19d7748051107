import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { Server } from "@grpc/grpc-js";
import { TlsCredentials } from "../grpc/credentials.js";
import { Health } from "../grpc/health.js";
import { makeCertificate } from "../grpc/testing/certificates.js";
import { runCli } from "./testing/fake-io.js";

describe("the client commands with TLS", () => {
  const authority = makeCertificate({ name: "authority" });
  const server = new Server();
  let folder: string;
  let tls: TlsCredentials;
  let flags: string[];
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "og-client-tls-"));
    const listener = makeCertificate({ name: "listener", issuer: authority.issuer });
    const clientCaFile = file("ca.pem", authority.cert);
    const files = { certFile: file("cert.pem", listener.cert), keyFile: file("key.pem", listener.key), clientCaFile };
    tls = await TlsCredentials.open({ files, schedule: () => () => undefined });
    const health = new Health();
    health.addTo(server);
    health.setServing(true);
    const port = await new Promise<number>((resolve, reject) => {
      server.bindAsync("127.0.0.1:0", tls, (error, bound) => (error === null ? resolve(bound) : reject(error)));
    });
    flags = ["probe", "--address", `localhost:${port}`, "--deadline-ms", "30000"];
  });
  after(() => {
    tls.close();
    server.forceShutdown();
    rmSync(folder, { recursive: true });
  });

  it("show their certificate and trust the authority that they are told", async () => {
    const client = makeCertificate({ name: "client", issuer: authority.issuer });
    const identity = ["--tls-cert", file("c.pem", client.cert), "--tls-key", file("k.pem", client.key)];
    const good = await runCli([...flags, "--tls-ca", join(folder, "ca.pem"), ...identity]);
    assert.deepEqual([good.code, good.stdout, good.stderr], [0, "SERVING\n", ""]);
    const untrusting = await runCli([...flags, ...identity, "--tls"]);
    assert.equal(untrusting.code, 1);
    assert.match(untrusting.stderr, /UNAVAILABLE/);
  });

  it("say which file is missing or wrong", async () => {
    const cases: readonly (readonly [string[], RegExp])[] = [
      [["--tls-cert", "c.pem"], /--tls-cert: a certificate needs its private key; give --tls-key/],
      [["--tls-key", "k.pem"], /--tls-key: a private key needs its certificate; give --tls-cert/],
      [["--tls-ca", join(folder, "none.pem")], /--tls-ca: can't read \S+none\.pem: there is no such file/],
      [["--tls-ca", file("text.pem", "hello")], /--tls-ca: \S+text\.pem holds no PEM/],
    ];
    for (const [more, expected] of cases) {
      const { code, stderr } = await runCli([...flags, ...more]);
      assert.equal(code, 2);
      assert.match(stderr, expected);
    }
  });
});
