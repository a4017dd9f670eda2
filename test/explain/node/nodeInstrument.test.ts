import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { totalOf } from "../../../src/explain/formats/callTree.ts";
import { withRequire } from "../../../src/explain/node/environment.ts";
import { nodeInstrument } from "../../../src/explain/node/nodeInstrument.ts";
import type { CallTree, Frame } from "../../../src/model/reading.ts";
import { instrumented, recordOf } from "../../support/instrumented.ts";

const create = (context: Parameters<typeof nodeInstrument>[1]) => nodeInstrument({ hasCpuProfile: true }, context);

const burn = `
function burn(ms) {
  const end = Date.now() + ms;
  let n = 1;
  while (Date.now() < end) for (let i = 0; i < 20000; i++) n += Math.sqrt(n);
  return n;
}`;
const server = `const { createServer } = require("node:http");
${burn}
createServer((_, response) => {
  burn(5);
  response.end("ok");
}).listen(process.env.PORT, "127.0.0.1");
`;

/** Own time of all frames with that name, and the frame. */
function selfOf(root: CallTree, name: string): { readonly self: number; readonly frame: Frame | undefined } {
  const own = root.frame.name === name ? [{ self: root.self, frame: root.frame }] : [];
  const parts = [...own, ...root.children.map((child) => selfOf(child, name))];
  return {
    self: parts.reduce((sum, part) => sum + part.self, 0),
    frame: parts.find((part) => part.frame !== undefined)?.frame,
  };
}

/** The share of the profile that the function has itself. Nothing else in these services works. */
const shareOf = (root: CallTree, name: string) => selfOf(root, name).self / totalOf(root);

describe("a Node service", () => {
  test("gives the function that works, with its line, its calls of hosts, its collections and its event loop", async () => {
    const files = {
      "lib/work.cjs": `"use strict";
exports.small = function small(item) {
  let total = 0;
  for (let i = 0; i < 10000; i++) total += Math.sqrt(item * i);
  return total;
};
`,
      "server.mjs": `import { createServer, get } from "node:http";
import { small } from "./lib/work.cjs";
const other = createServer((_, response) => response.end("other")).listen(0, "127.0.0.1");
createServer((request, response) => {
  // The compiler would inline it.
  for (let i = 0; i < 400; i++) small(i);
  globalThis.kept = Array.from({ length: 20000 }, (_, i) => ({ i }));
  const { port } = other.address();
  get({ host: "127.0.0.1", port, agent: false, headers: { host: "prices.test" } }, async (answer) => {
    answer.resume();
    await (await fetch("http://127.0.0.1:" + port)).text();
    response.end("ok");
  });
}).listen(process.env.PORT, "127.0.0.1");
process.on("SIGTERM", () => console.log("trapped"));
for (const name of ["SIGUSR1", "SIGUSR2", "SIGINT"]) process.on(name, () => process.exit(3));
`,
    };
    const env = { NODE_OPTIONS: "--max-old-space-size=200" };
    await using result = await instrumented({ command: "exec node server.mjs", files, create, env });
    expect(result.failures).toEqual([]);
    const profile = recordOf(result, "cpu_profile");
    expect(shareOf(profile.root, "small")).toBeGreaterThan(0.2);
    expect(selfOf(profile.root, "small").frame).toEqual({ name: "small", file: "lib/work.cjs", line: 2 });
    expect(profile.path).toBe("profiles/steady-head-0.cpuprofile");
    const raw = JSON.parse(await readFile(result.at(`out/${profile.path}`), "utf8"));
    expect(raw.nodes[0].callFrame.functionName).toBe("(root)");
    const calls = recordOf(result, "outbound").calls.map(({ host, calls }) => [host.replace(/:\d+$/, ""), calls]);
    expect(calls.toSorted()).toEqual([
      ["127.0.0.1", 40],
      ["prices.test", 40],
    ]);
    // One for each http.get without an agent, and the one that fetch keeps.
    const opened = recordOf(result, "outbound").opened?.map(({ count }) => count) ?? [];
    expect(opened[0]).toBeGreaterThanOrEqual(40);
    const runtime = recordOf(result, "runtime");
    expect(runtime.gcCount).toBeGreaterThan(0);
    expect(runtime.gcMs).toBeGreaterThanOrEqual(runtime.longestGcMs ?? Number.NaN);
    expect(runtime.eventLoopUtilization).toBeGreaterThan(0.2);
    expect(runtime.eventLoopDelayMaxMs).toBeGreaterThan(0);
    const allocations = recordOf(result, "allocations");
    // Loadgate's own work is no function of the service.
    expect(JSON.stringify([profile.root, allocations.root])).not.toContain("hook.cjs");
    // 40 requests with 20,000 objects each, sampled.
    expect(totalOf(allocations.root)).toBeGreaterThan(5_000_000);
    expect(result.left).toBe(0);
  });

  const knowsQueues = Number(process.versions.node.split(".")[0]) >= 24;
  test.skipIf(!knowsQueues)("shows how long calls wait for a connection of a pool", async () => {
    const source = `const { createServer, get, Agent } = require("node:http");
const other = createServer((_, response) => setTimeout(() => response.end("other"), 20)).listen(0, "127.0.0.1");
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const call = () => new Promise((done) => get({ port: other.address().port, agent }, (answer) => answer.resume().on("end", done)));
createServer((_, response) => void Promise.all([call(), call()]).then(() => response.end("ok"))).listen(process.env.PORT);
`;
    const files = { "server.cjs": source };
    await using result = await instrumented({ command: "exec node server.cjs", files, create, requests: 10 });
    // The second call of each request waits for the first one.
    expect(recordOf(result, "outbound").calls).toMatchObject([{ calls: 20 }]);
    expect(recordOf(result, "outbound").calls[0]?.queuedMs).toBeGreaterThan(10 * 19);
  });

  test("is found behind a shell and a parent Node, as eight workers and as a thread", async () => {
    const files = {
      "package.json": JSON.stringify({ scripts: { start: "node cluster.cjs" } }),
      "cluster.cjs": `const cluster = require("node:cluster");
if (cluster.isPrimary) for (let n = 0; n < 8; n++) cluster.fork();
else require("./server.cjs");
`,
      "server.cjs": `const { Worker } = require("node:worker_threads");
const { createServer } = require("node:http");
const thread = new Worker(\`${burn.replaceAll("\n", " ")}
  require("node:worker_threads").parentPort.on("message", function inThread() { burn(5); this.postMessage(0); });\`, { eval: true });
createServer((_, response) => {
  thread.once("message", () => response.end("ok"));
  thread.postMessage(0);
}).listen(process.env.PORT, "127.0.0.1");
`,
    };
    await using result = await instrumented({ command: "npm start --silent; true", files, create });
    expect(result.failures).toEqual([]);
    const { root } = recordOf(result, "cpu_profile");
    expect(selfOf(root, "burn").self).toBeGreaterThan(100);
    expect(result.left).toBe(0);
  });

  test("gives the line of the source if there is a source map", async () => {
    // Line 3 of the compiled file is line 30 of the source.
    const compiled = `const { createServer } = require("node:http");
"use strict";
function burn(ms) {
  const end = Date.now() + ms;
  while (Date.now() < end);
}
createServer((_, response) => { burn(5); response.end("ok"); }).listen(process.env.PORT, "127.0.0.1");
//# source${"MappingURL"}=server.js.map
`;
    const files = {
      "dist/server.js": compiled,
      "dist/server.js.map": JSON.stringify({
        version: 3,
        sources: ["../src/server.ts"],
        names: [],
        // Line 1: source line 1. Line 3: 29 lines further down.
        mappings: "AAAA;;AA6BA;AACA;AACA;AACA",
      }),
    };
    await using result = await instrumented({ command: "node dist/server.js", files, create });
    const { root } = recordOf(result, "cpu_profile");
    expect(selfOf(root, "burn").frame).toEqual({ name: "burn", file: "src/server.ts", line: 30 });
  });

  test("that replaces NODE_OPTIONS is reported, and one of another runtime is not", async () => {
    const files = { "server.cjs": server };
    await using replaced = await instrumented({ command: "NODE_OPTIONS= node server.cjs", files, create });
    expect(replaced.records).toEqual([]);
    expect(replaced.failures).toEqual([
      `Node of the head did not load Loadgate's hook: service.command must pass NODE_OPTIONS on, and add to it: NODE_OPTIONS="$NODE_OPTIONS …"`,
    ]);
    const command = `exec -a python ${process.execPath} server.cjs`;
    const other = { command: `NODE_OPTIONS= bash -c '${command}'`, files, create };
    await using result = await instrumented(other);
    expect(result).toMatchObject({ records: [], failures: [] });
  });
});

test("NODE_OPTIONS keeps what it has", () => {
  expect(withRequire(undefined, "/tmp/hook.cjs")).toBe("--require=/tmp/hook.cjs");
  expect(withRequire("--inspect ", "/tmp/a b/hook.cjs")).toBe('--inspect --require="/tmp/a b/hook.cjs"');
});
