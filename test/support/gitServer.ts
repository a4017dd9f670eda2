import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** How a request fails: with a status, by a reset connection, in the middle of its response, or never. */
export type GitFault = number | "reset" | "cut" | "hang";

/** Serves the repositories below `root` over HTTP. Takes the fault of each request from the front of `faults`. */
export async function startGitServer(root: string, faults: GitFault[] = []) {
  let requests = 0;
  const server = createServer((request, response) => {
    requests++;
    const fault = faults.shift();
    if (fault === "reset") request.socket.resetAndDestroy();
    else if (fault === "hang") request.resume();
    else if (typeof fault === "number") response.writeHead(fault, { "www-authenticate": "Basic" }).end();
    else void answer(root, request, response, fault === "cut").catch(() => response.destroy());
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await once(server.close(), "close");
    },
  };
}

/** Answers as git http-backend does, a CGI program. */
async function answer(root: string, request: IncomingMessage, response: ServerResponse, isCut: boolean): Promise<void> {
  const { pathname, search } = new URL(request.url ?? "", "http://localhost");
  const env = {
    PATH: process.env["PATH"],
    GIT_PROJECT_ROOT: root,
    GIT_HTTP_EXPORT_ALL: "1",
    GIT_CONFIG_COUNT: "1",
    GIT_CONFIG_KEY_0: "safe.directory",
    GIT_CONFIG_VALUE_0: "*",
    PATH_INFO: pathname,
    QUERY_STRING: search.slice(1),
    REQUEST_METHOD: request.method,
    CONTENT_TYPE: request.headers["content-type"],
    HTTP_CONTENT_ENCODING: request.headers["content-encoding"],
    GIT_PROTOCOL: request.headers["git-protocol"]?.toString(),
  };
  const backend = spawn("git", ["http-backend"], { env, stdio: ["pipe", "pipe", "ignore"] });
  request.pipe(backend.stdin);
  const output = await text(backend.stdout.setEncoding("latin1"));
  const end = output.indexOf("\r\n\r\n");
  const headers = Object.fromEntries(
    output
      .slice(0, end)
      .split("\r\n")
      .map((line) => line.split(": ") as [string, string]),
  );
  const body = Buffer.from(output.slice(end + 4), "latin1");
  response.writeHead(Number(headers["Status"]?.slice(0, 3) ?? 200), { ...headers, "Content-Length": body.length });
  if (!isCut) return void response.end(body);
  response.write(body.subarray(0, body.length / 2), () => response.destroy());
}
