import { randomUUID } from "node:crypto";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { parseConfig } from "../../src/config/parse.ts";
import { createDeployment, type Deployment } from "../../src/service/deployment.ts";
import { freePort } from "../support/freePort.ts";
import { type SampleConfig, sampleConfig, sampleService, workspace } from "../support/loadgate.ts";

/** Real processes, started as in a run, without load. */

type Act = (deployment: Deployment) => Promise<unknown>;

const startAndWait: Act = async (deployment) => {
  await using service = await deployment.start();
  return await Promise.race([service.died, sleep(5_000, "alive")]);
};

interface FailureOptions {
  readonly act?: Act;
  readonly arm?: "base" | "head";
  readonly change?: (yaml: string) => string;
}

/** Deploys the service of that configuration. Returns the message of the failure. */
async function failureOf(config: SampleConfig, options: FailureOptions = {}) {
  const { act = startAndWait, arm = "head", change = (yaml) => yaml } = options;
  await using folder = await workspace();
  const { plan } = parseConfig(change(sampleConfig(config)), "loadgate.yml", {});
  if (plan.service === undefined) throw new Error("the configuration has no service");
  const { signal } = new AbortController();
  const context = { runId: randomUUID(), temporary: folder.at("tmp"), out: folder.at("out"), env: process.env, signal };
  const deployment = createDeployment({ service: plan.service, arm, directory: folder.path }, context);
  return await act(deployment).catch((error: unknown) => (error instanceof Error ? error.message : error));
}

test("a service that never listens", async () => {
  expect(await failureOf({ service: ["ready_timeout: 700ms", "env: { FAULT_NO_PORT: 1 }"] })).toMatch(
    /^service\.ready: expected the head service to answer GET \/healthz on PORT \d+ with 2xx within 0\.7 s, got: nothing listened; correct service\.ready or raise service\.ready_timeout\nit logged nothing$/,
  );
});

test("the error for a service on another port advises to read PORT", async () => {
  const port = await freePort();
  expect(await failureOf({ service: ["ready_timeout: 1500ms", `env: { FAULT_PORT: ${port} }`] })).toContain(
    `got: nothing listened (it listens on ${port}: let it read PORT)`,
  );
});

test("a service with the wrong status", async () => {
  const change = (yaml: string) => yaml.replace("/healthz", "/nowhere");
  expect(await failureOf({ service: ["ready_timeout: 700ms"] }, { change })).toContain(
    "got: GET /nowhere returned 404;",
  );
});

test("a port that another server uses", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  const failure = await failureOf({ service: [`env: { FAULT_PORT: ${port} }`] });
  server.close();
  expect(failure).toContain("before it was ready");
  expect(failure).toContain("another process uses the port it wants: let it listen on PORT, or stop that process");
});

test("a server on the service's port that does not belong to the service is not measured", async () => {
  // The service starts a server in another session and without the mark. The service itself only stays alive.
  const stale = `env -i PATH="$PATH" PORT="$PORT" setsid ${process.execPath} -e 'require("http").createServer((q,r)=>r.end()).listen(process.env.PORT,"127.0.0.1"); setTimeout(()=>process.exit(),8000)'`;
  expect(await failureOf({ command: JSON.stringify(`(${stale} &) ; sleep 30`) })).toMatch(
    /^service\.command: the head service does not listen on its PORT \d+, but process \d+ \(.*\) does; stop that process$/,
  );
});

test("a service that ends before or after it is ready: its exit code and the end of its log", async () => {
  expect(await failureOf({ command: "echo no database; echo giving up >&2; exit 3" })).toMatch(
    /^service\.command: the head service ended with exit code 3 before it was ready\nthe end of its log \(.*service-head\.log\):\n {2}\| no database\n {2}\| giving up$/,
  );
  expect(
    await failureOf({ command: `'(sleep 1; kill -KILL $$) & exec ${process.execPath} ${sampleService}'` }),
  ).toMatch(/^service\.command: the head service was ended by SIGKILL while it was measured\n/);
});

test("a build that fails", async () => {
  const act: Act = (deployment) => deployment.build();
  expect(await failureOf({ service: ["build: echo compiling; exit 2"] }, { act })).toMatch(
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
])("a before_round that %s", async (_, command, message) => {
  const act: Act = (deployment) => deployment.prepareRound();
  const config = { service: [`before_round: ${command}`, "ready_timeout: 1s"] };
  expect(await failureOf(config, { act, arm: "base" })).toMatch(message);
});
