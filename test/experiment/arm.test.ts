import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { parseConfig } from "../../src/config/parse.ts";
import { builtArm } from "../../src/experiment/arm.ts";
import { readEnvironment } from "../../src/shell/procfs.ts";
import { sampleCommand, sampleConfig, workspace } from "../support/loadgate.ts";

/** The head of the sample service, which runs nothing before it is started. */
function headOf(service: readonly string[], command: string, path: string) {
  const { plan } = parseConfig(sampleConfig({ service, command }), "loadgate.yml", {});
  if (plan.service === undefined) throw new Error("the configuration has no service");
  const build = {
    arm: "head",
    kind: "service",
    from: "service.command",
    description: "here",
    directory: path,
  } as const;
  const context = { runId: randomUUID(), temporary: `${path}/tmp`, out: path, env: process.env };
  return builtArm(build, plan.service, { ...context, signal: new AbortController().signal });
}

test("the same build runs a second time beside the first, with a port, a directory and a log of its own", async () => {
  await using folder = await workspace();
  const first = headOf([], `'echo started; ${sampleCommand(1)}'`, folder.path);
  await using one = await first.start();
  await using other = await first.second?.start();
  const pids = [one, other].map((running) => running?.pids?.() ?? []);
  expect([pids.map(({ length }) => length > 0), new Set(pids.flat()).size]).toEqual([[true, true], pids.flat().length]);
  const variableOf = (name: string, [pid = 0]: readonly number[] = []) =>
    new RegExp(`(?:^|\\0)${name}=([^\\0]*)`).exec(readEnvironment(pid) ?? "")?.[1];
  expect(pids.map((own) => [variableOf("TMPDIR", own), variableOf("LOADGATE_ARM", own)])).toEqual([
    [`${folder.path}/tmp/head`, "head"],
    [`${folder.path}/tmp/second-head`, "head"],
  ]);
  expect([one.origin === other?.origin, one.isSecond, other?.isSecond]).toEqual([false, false, true]);
  const logs = ["service-head.log", "service-second-head.log"].map((name) => readFile(folder.at(name), "utf8"));
  for (const log of await Promise.all(logs)) expect(log.split("\n")[0]).toBe("started");
});

test.each([
  [[], "./start --name $LOADGATE_ARM", "service.command calls something by LOADGATE_ARM"],
  [[], "docker run --rm -p $PORT:80 nginx", "service.command starts a container, of which each build has one"],
  [["before_round: ./reset"], "./start", "service.before_round prepares for one pair at a time"],
])("a service with %j and the command %s runs once", (service, command, runsOnce) => {
  const { second, runsOnce: reason } = headOf(service, command, "/nowhere");
  expect([second, reason]).toEqual([undefined, runsOnce]);
});
