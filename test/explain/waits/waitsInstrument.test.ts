import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { waitsInstrument } from "../../../src/explain/waits/waitsInstrument.ts";
import { findProgram } from "../../../src/shell/findProgram.ts";
import { instrumented, recordOf } from "../../support/instrumented.ts";

const python = await findProgram("python3", process.env["PATH"] ?? "");
const ss = await findProgram("ss", process.env["PATH"] ?? "");

/** Each request waits for a file, for a lock that another thread holds, and for another service, on a new connection and a kept one. */
const server = `import http.client, os, threading, time, urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
prices = os.environ["PRICES"]
kept = http.client.HTTPConnection(prices)
journal = os.open("journal", os.O_CREAT | os.O_WRONLY)
lock = threading.Lock()

def hold(held, wanted):
    with lock:
        held.set()
        wanted.wait()
        time.sleep(0.05)

class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def do_GET(self):
        holder = held, wanted = threading.Event(), threading.Event()
        threading.Thread(target=hold, args=holder).start()
        held.wait()
        wanted.set()
        with lock:
            pass
        os.write(journal, b"x" * 100000)
        os.fsync(journal)
        urllib.request.urlopen("http://" + prices + "/new").read()
        for n in range(3):
            kept.request("GET", "/kept")
            kept.getresponse().read()
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")
    def log_message(self, *_):
        pass

ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
`;

/** Another service, in a process of its own: Loadgate's own ports do not count. It answers after 10 ms. */
async function startPrices() {
  const source = `const server = require("node:http").createServer((_, response) =>
    setTimeout(() => response.end("7"), 10)).listen(0, "127.0.0.1", () => console.log(server.address().port));`;
  const child = spawn(process.execPath, ["-e", source], { stdio: ["ignore", "pipe", "inherit"] });
  const [port] = await once(child.stdout, "data");
  return {
    address: `127.0.0.1:${String(port).trim()}`,
    async [Symbol.asyncDispose]() {
      child.kill();
      await once(child, "exit");
    },
  };
}

const canSee = process.platform === "linux" && python !== undefined && ss !== undefined;

async function observe(source: string, requests: number) {
  await using prices = await startPrices();
  const { address } = prices;
  const result = await instrumented({
    command: "exec python3 -B server.py",
    files: { "server.py": source },
    create: () => waitsInstrument({ databasePorts: [] }),
    env: { PRICES: address },
    requests,
  });
  return { address, result };
}

test.skipIf(!canSee)("threads wait for locks, files and other services, by name", async () => {
  const { address, result } = await observe(server, 15);
  await using _ = result;
  expect(result.failures).toEqual([]);
  const { waits, written } = recordOf(result, "waits");
  expect(written).toEqual([{ name: expect.stringMatching(/\/journal$/), bytes: 15 * 100_000 }]);
  expect(waits.find((one) => one.for === "lock")?.timeMs).toBeGreaterThan(0);
  expect(waits.filter((one) => one.for === "disk").every(({ name = "" }) => name.endsWith("/journal"))).toBe(true);
  const { calls } = recordOf(result, "outbound");
  expect(calls.map(({ host }) => host)).toEqual([address]);
  expect(calls[0]?.timeMs).toBeGreaterThan(0);
  expect(result.left).toBe(0);
});

test.skipIf(!canSee)("threads that live for one request wait for a lock", async () => {
  const oneEach = server
    .replace(/ +os\.write[\s\S]*?read\(\)\n(?= +self\.send_response)/, "")
    .replace('protocol_version = "HTTP/1.1"', "pass");
  const { result } = await observe(oneEach, 20);
  await using _ = result;
  const { waits } = recordOf(result, "waits");
  // A holder has the lock for 50 ms from the moment at which each request wants it. A busy machine looks less often.
  expect(waits.find((one) => one.for === "lock")?.timeMs).toBeGreaterThan(20 * 5);
});

test.skipIf(!canSee)("connections that are opened for each call are counted", async () => {
  const requests = 20;
  const newOnly = server
    .replace(/ +holder = [\s\S]*?fsync\(journal\)\n/, "")
    .replace(/ +for n in [\s\S]*?read\(\)\n/, "");
  const { address, result } = await observe(newOnly, requests);
  await using _ = result;
  const { calls, opened } = recordOf(result, "outbound");
  const count = opened?.[0]?.count ?? 0;
  expect(opened).toEqual([{ address, count }]);
  // The kernel may use the ports of an earlier connection again, so that both count as one. The last connection before
  // the observation may still end in it.
  expect(count).toBeGreaterThan(requests / 2);
  expect(count).toBeLessThanOrEqual(requests + 1);
  expect(calls).toMatchObject([{ host: address, calls: count }]);
});

test.skipIf(!canSee)("calls on connections that are kept open are counted", async () => {
  const requests = 20;
  const keptOnly = server.replace(/ +holder = [\s\S]*?\/new"\)\.read\(\)\n/, "");
  const { address, result } = await observe(keptOnly, requests);
  await using _ = result;
  expect(recordOf(result, "outbound").calls).toMatchObject([{ host: address, calls: 3 * requests }]);
});

test.skipIf(!canSee)("connections that leave nothing behind are estimated", async () => {
  const requests = 60;
  const aborting = server.replace("import http.client", "import socket, struct, http.client").replace(
    / +holder = [\s\S]*?read\(\)\n(?= +self\.send_response)/,
    `        with socket.create_connection(prices.split(":")) as one:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            one.sendall(b"GET / HTTP/1.0\\r\\n\\r\\n")
            one.recv(1000)
            time.sleep(0.02)
`,
  );
  const { address, result } = await observe(aborting, requests);
  await using _ = result;
  const { opened = [] } = recordOf(result, "outbound");
  expect(opened.map((one) => one.address)).toEqual([address]);
  // Some 20 of their ends are seen. On a busy machine, connections come and go unseen.
  expect(opened[0]?.count).toBeGreaterThan(0.1 * requests);
  expect(opened[0]?.count).toBeLessThan(2 * requests);
});
