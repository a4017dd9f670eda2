import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

export interface LoggedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** A server that logs every request and responds as the test wants. */
export async function loggingServer(
  respond: (request: LoggedRequest, response: ServerResponse) => void = (_, response) => response.end("ok"),
) {
  const log: LoggedRequest[] = [];
  let openRequests = 0;
  let maxOpenRequests = 0;
  const server = createServer(async (request, response) => {
    maxOpenRequests = Math.max(maxOpenRequests, ++openRequests);
    response.once("close", () => openRequests--);
    let body = "";
    for await (const chunk of request) body += chunk;
    const logged = { method: request.method ?? "", url: request.url ?? "", headers: request.headers, body };
    log.push(logged);
    respond(logged, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the system gave no port");
  return {
    origin: `http://127.0.0.1:${address.port}`,
    log,
    /** The most requests that were open at the same time. */
    maxOpenRequests: () => maxOpenRequests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
