import { randomUUID } from "node:crypto";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { parseConfig } from "../../src/config/parse.ts";
import type { ServiceSpec } from "../../src/model/plan.ts";
import { buildService, type Ground, prepareRound, startService } from "../../src/service/service.ts";
import { freePort } from "../support/freePort.ts";
import { type ConfigParts, config, sampleService, workspace } from "../support/loadgate.ts";

/** Real processes, started as a run starts them, and no load. */

type Act = (spec: ServiceSpec, directory: string, ground: Ground) => Promise<unknown>;

const started: Act = async (spec, directory, ground) => {
  await using service = await startService(spec, "head", directory, ground);
  return await Promise.race([service.died, sleep(5_000, "alive")]);
};

/** What became of it, as it would be told. */
async function told(parts: ConfigParts, act: Act = started, change: (yaml: string) => string = (yaml) => yaml) {
  await using place = await workspace();
  const { plan } = parseConfig(change(config(parts)), "loadgate.yml", {});
  if (plan.service === undefined) throw new Error("there is no service");
  const { signal } = new AbortController();
  const ground = { runId: randomUUID(), temporary: place.at("tmp"), out: place.at("out"), env: process.env, signal };
  return await act(plan.service, place.path, ground).catch((error: unknown) =>
    error instanceof Error ? error.message : error,
  );
}

test("a service that never listens", async () => {
  expect(await told({ service: ["ready_timeout: 700ms", "env: { FAULT_NO_PORT: 1 }"] })).toMatch(
    /^service\.ready: expected the head service to answer GET \/healthz on PORT \d+ with 2xx within 0\.7 s, got: nothing listened; correct service\.ready or raise service\.ready_timeout\nit logged nothing$/,
  );
});

test("a service that listens elsewhere is told to read PORT", async () => {
  const port = await freePort();
  expect(await told({ service: ["ready_timeout: 1500ms", `env: { FAULT_PORT: ${port} }`] })).toContain(
    `got: nothing listened (it listens on ${port}: let it read PORT)`,
  );
});

test("a service that answers the wrong status", async () => {
  const elsewhere = (yaml: string) => yaml.replace("/healthz", "/nowhere");
  expect(await told({ service: ["ready_timeout: 700ms"] }, started, elsewhere)).toContain(
    "got: GET /nowhere answered 404;",
  );
});

test("a port that a stale server holds", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  const failure = await told({ service: [`env: { FAULT_PORT: ${port} }`] });
  server.close();
  expect(failure).toContain("before it was ready");
  expect(failure).toContain("it wants a port that another process holds: let it listen on PORT, or stop that process");
});

test("a server that is none of the service's own, on the service's port, is not measured", async () => {
  // The service lets go of a server, in a session of its own and without our mark, and merely stays alive itself.
  const stale = `env -i PATH="$PATH" PORT="$PORT" setsid ${process.execPath} -e 'require("http").createServer((q,r)=>r.end()).listen(process.env.PORT,"127.0.0.1"); setTimeout(()=>process.exit(),8000)'`;
  expect(await told({ command: JSON.stringify(`(${stale} &) ; sleep 30`) })).toMatch(
    /^service\.command: the head service does not listen on its PORT \d+, but process \d+ \(.*\) does; stop that process$/,
  );
});

test("a service that ends: its exit code, and the end of its log, before it is ready and after", async () => {
  expect(await told({ command: "echo no database; echo giving up >&2; exit 3" })).toMatch(
    /^service\.command: the head service ended with exit code 3 before it was ready\nthe end of its log \(.*service-head\.log\):\n {2}\| no database\n {2}\| giving up$/,
  );
  expect(await told({ command: `'(sleep 1; kill -KILL $$) & exec ${process.execPath} ${sampleService}'` })).toMatch(
    /^service\.command: the head service was ended by SIGKILL while it was measured\n/,
  );
});

test("a build that fails", async () => {
  const build: Act = (spec, directory, ground) => buildService(spec, "head", directory, ground);
  expect(await told({ service: ["build: echo compiling; exit 2"] }, build)).toMatch(
    /^service\.build: the head build ended with exit code 2\nthe end of its log .*\n {2}\| compiling$/,
  );
});

test.each([
  [
    "fails",
    "echo no database; exit 4",
    /^service\.before_round: for the base it ended with exit code 4\nthe end of its log .*\n {2}\| no database$/,
  ],
  [
    "takes too long",
    "echo waiting; sleep 30",
    /^service\.before_round: for the base it took longer than 1 s\nthe end of its log .*\n {2}\| waiting$/,
  ],
])("a reset that %s", async (_, reset, why) => {
  const prepare: Act = (spec, directory, ground) => prepareRound(spec, "base", directory, ground);
  expect(await told({ service: [`before_round: ${reset}`, "ready_timeout: 1s"] }, prepare)).toMatch(why);
});
