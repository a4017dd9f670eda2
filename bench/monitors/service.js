// A service as the monitors meet it: it answers after some CPU work, and keeps connections to a neighbour open.
import { createServer } from "node:http";
import { connect } from "node:net";

const sockets = Array.from({ length: 20 }, () => connect(Number(process.env.NEIGHBOUR_PORT), "127.0.0.1"));
const server = createServer((_request, response) => {
  for (const endMs = performance.now() + 0.2; performance.now() < endMs; );
  response.end("ok\n");
}).listen(0, "127.0.0.1", () => process.send({ port: server.address().port, sockets: sockets.length }));
process.on("disconnect", () => process.exit());
