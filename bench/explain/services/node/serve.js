// An HTTP server of a few GET routes. A route returns an object, a string or a buffer, or a promise of one.
import { createServer } from "node:http";

export function serve(routes) {
  const all = { "/healthz": () => "ok", ...routes };
  createServer(async (request, response) => {
    try {
      const route = all[request.url.split("?")[0]];
      const body = await route();
      response.end(typeof body === "object" && !Buffer.isBuffer(body) ? JSON.stringify(body) : body);
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  }).listen(Number(process.env.PORT), "127.0.0.1");
}
