import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { allPids, commandOf } from "../../src/shell/procfs.ts";
import { runLoadgate, sampleConfig, sampleService, workspace } from "../support/loadgate.ts";

const preload = fileURLToPath(new URL("../support/withoutProcfs.mjs", import.meta.url));
const left = (name: string) => allPids().filter((pid) => commandOf(pid).includes(name)).length;

test.each([
  ["ps", false],
  ["the process group alone", true],
])("a run without /proc ends by itself and stops its services, by %s", async (_, hasEmptyPath) => {
  const name = `called-${randomUUID()}`;
  const yaml = sampleConfig({ command: `exec ${process.execPath} ${sampleService} ${name}`, duration: "300ms" });
  await using folder = await workspace({ "loadgate.yml": yaml });
  const path = hasEmptyPath ? { PATH: folder.path } : {};
  await runLoadgate(["run"], folder.path, { ...path, NODE_OPTIONS: `--import ${preload}` });
  const { scenarios, warnings } = await folder.results();
  expect([scenarios[0]?.failure, left(name)]).toEqual([undefined, 0]);
  expect(warnings.map(({ message }) => message)).toContain(
    "CPU time and memory of the head service cannot be seen, and are not compared: this system has no /proc",
  );
});
