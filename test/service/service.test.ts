import { createServer } from "node:net";
import { expect, test } from "vitest";
import { freePort } from "../../src/service/port.ts";
import { commandOf, isAlive } from "../../src/shell/procfs.ts";
import { type Act, deploy, failureOf } from "../support/deployService.ts";
import { sampleService } from "../support/loadgate.ts";

test("a service that never listens", async () => {
  expect(await failureOf({ service: ["ready_timeout: 700ms", "env: { FAULT_NO_PORT: 1 }"] })).toMatch(
    /^service\.ready: expected the head service to answer GET \/healthz on PORT \d+ with 2xx within 0\.7 s, got: nothing listened; correct service\.ready or raise service\.ready_timeout\nit logged nothing$/,
  );
});

test("the error for a service on another port advises to read PORT", async () => {
  const port = await freePort();
  expect(await failureOf({ service: ["ready_timeout: 1500ms", `env: { FAULT_PORT: ${port} }`] })).toContain(
    `got: nothing listened; it listens on ${port}: let it read PORT`,
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
  expect(failure).toMatch(
    /; process \d+ \(.*\) holds port \d+: let the service listen on PORT, or stop that process\n/,
  );
});

/** A server in another session that has lost the service's environment. Its parent ends at once. */
const detachedServer = (entries: string) =>
  `env -i PATH="$PATH" PORT="$PORT" ${entries} setsid ${process.execPath} -e 'require("http").createServer((q,r)=>r.end()).listen(process.env.PORT,"127.0.0.1"); setTimeout(()=>process.exit(),8000)'`;

test("a server of another run on the service's port is not measured", async () => {
  const stale = detachedServer("LOADGATE_RUN=another/head");
  expect(await failureOf({ command: JSON.stringify(`(prlimit --msgqueue=819200: ${stale} &) ; sleep 30`) })).toMatch(
    /^service\.command: the head service does not listen on its PORT \d+, but process \d+ \(.*\) does; stop that process$/,
  );
});

test("a server that something else started on the service's port is measured and stopped", async () => {
  const command = JSON.stringify(`(prlimit --msgqueue=819200: ${detachedServer("")} &) ; sleep 30`);
  const act: Act = async (deployment) => {
    const service = await deployment.start();
    const pids = service.pids();
    const servers = pids.filter((pid) => commandOf(pid).includes("createServer"));
    await service[Symbol.asyncDispose]();
    return [servers.length, pids.filter(isAlive)];
  };
  expect(await deploy({ command }, act)).toEqual([1, []]);
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
