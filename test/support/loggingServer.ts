import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

export interface Logged {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** A server that keeps a log of its own of all that it was sent, and answers as it is told. */
export async function loggingServer(
  answer: (request: Logged, response: ServerResponse) => void = (_, response) => response.end("ok"),
) {
  const log: Logged[] = [];
  let underWay = 0;
  let most = 0;
  const server = createServer(async (request, response) => {
    most = Math.max(most, ++underWay);
    response.once("close", () => underWay--);
    let body = "";
    for await (const chunk of request) body += chunk;
    const logged = { method: request.method ?? "", url: request.url ?? "", headers: request.headers, body };
    log.push(logged);
    answer(logged, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the system gave no port");
  return {
    origin: `http://127.0.0.1:${address.port}`,
    log,
    /** Most requests that were under way at once. */
    most: () => most,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
