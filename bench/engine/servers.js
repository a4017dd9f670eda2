// The servers under load: nginx, to measure a generator's cost at full speed, and truth.c, which logs every request.
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { start } from "./process.js";

/** nginx with a small body. `count` is the number of requests since the last `reset`. */
export async function startNginx(directory, core) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  writeFileSync(join(directory, "nginx.conf"), nginxConf(directory, port));
  const run = start(["nginx", "-p", directory, "-e", "error.log", "-c", "nginx.conf"], { core });
  for (let tries = 0; (await statusOf(url)) === undefined; tries++) {
    if (tries === 50 || run.hasEnded()) throw new Error("nginx did not start");
    await sleep(100);
  }
  let atReset = 0;
  let statusRequests = 0;
  // The third line is: accepts handled requests. It counts the status requests too.
  const served = async () => Number((await statusOf(url)).split("\n")[2].trim().split(" ")[2]) - ++statusRequests;
  return {
    url,
    count: async () => (await served()) - atReset,
    reset: async () => {
      atReset = await served();
    },
    log: async () => undefined,
    stop: run.stop,
  };
}

function nginxConf(directory, port) {
  const temp = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (of) => `${of}_temp_path ${directory}/temp-${of};`,
  );
  return `daemon off;
master_process off;
worker_processes 1;
pid nginx.pid;
error_log error.log crit;
events { worker_connections 4096; }
http {
  ${temp.join("\n  ")}
  access_log off;
  keepalive_requests 1000000000;
  server {
    listen 127.0.0.1:${port} backlog=1024;
    location = /status { stub_status; }
    location / { default_type text/plain; return 200 "ok\\n"; }
  }
}
`;
}

async function statusOf(url) {
  const response = await fetch(`${url}status`).catch(() => undefined);
  return response?.text();
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/** Compiles truth.c and returns the path of the program. */
export function compileTruth(directory) {
  const program = join(directory, "truth");
  const { status, stderr } = spawnSync("cc", ["-O2", "-o", program, join(import.meta.dirname, "truth.c")], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`cc could not compile truth.c: ${stderr ?? "cc is not installed"}`);
  return program;
}

/**
 * Responds after `delayMs`; truth.c explains the rest. `log` returns all requests since the last `reset`, in ms since
 * boot.
 */
export async function startTruth(program, { delayMs, stallMs = 0, periodMs = 0, burnMs = 0 }, core) {
  const run = start([program, `${1000 * delayMs}`, `${stallMs}`, `${periodMs}`, `${1000 * burnMs}`], { core });
  const [port] = await once(run.stdout, "data");
  const url = `http://127.0.0.1:${Number(port)}/`;
  return {
    url,
    count: async () => Number(await (await fetch(`${url}count`)).text()),
    reset: () => fetch(`${url}reset`),
    log: async () => logOf(await (await fetch(`${url}log`)).arrayBuffer()),
    stop: run.stop,
  };
}

/** Pairs of arrival and response. A request whose connection broke has no response. */
function logOf(buffer) {
  const ns = new BigUint64Array(buffer);
  const records = [];
  for (let i = 0; i < ns.length; i += 2) {
    records.push({
      arrivalMs: Number(ns[i]) / 1e6,
      responseMs: ns[i + 1] === 0n ? undefined : Number(ns[i + 1]) / 1e6,
    });
  }
  return records;
}
