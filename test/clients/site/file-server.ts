import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

export interface FileServer {
  /** With the base and a slash at its end. */
  readonly url: string;
  close(): Promise<void>;
}

/** The plainest file server on loopback: files of `folder` under `base`, nothing else, no rewriting. */
export async function serveFiles(folder: string, base: string): Promise<FileServer> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://site");
    const inside = pathname.startsWith(base) ? decodeURIComponent(pathname.slice(base.length)) : undefined;
    const name = inside === "" || inside?.endsWith("/") ? `${inside}index.html` : inside;
    const reading = name === undefined ? Promise.resolve(null) : readFile(join(folder, normalize(`/${name}`)));
    reading
      .catch(() => null)
      .then((content) => {
        response.writeHead(content === null ? 404 : 200, {
          "content-type": TYPES[extname(name ?? "")] ?? "text/plain",
        });
        response.end(content ?? "not here");
      })
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${base}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
