import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { findMarked } from "../../src/shell/processTable.ts";
import { allPids, commandOf } from "../../src/shell/procfs.ts";
import { commit, git, hasGit, onlyMainWorktree, worktreesOf } from "../support/gitRepository.ts";
import { sampleConfig, sampleService, spawnLoadgate, workspace } from "../support/loadgate.ts";

/** A service that ignores SIGTERM and has children, some of them in other sessions. */
const stubborn = "env: { FAULT_FORK_CHILDREN: 2, FAULT_FORK_DETACHED: 1, FAULT_IGNORE_SIGTERM: 1 }";

/** Waits until no process with the mark is alive. Returns the commands of those that live after 20 s. */
async function survivors(mark: string): Promise<readonly string[]> {
  for (let tries = 0; tries < 400; tries++) {
    const processes = findMarked(mark);
    if (processes.length === 0) return [];
    await sleep(50);
  }
  return findMarked(mark).map(({ pid }) => commandOf(pid));
}

/** Waits until the directory is empty. Returns the files that are still there after 20 s. */
async function remainingFiles(directory: string): Promise<readonly string[]> {
  for (let tries = 0; tries < 400; tries++) {
    if ((await readdir(directory)).length === 0) return [];
    await sleep(50);
  }
  return await readdir(directory);
}

/** Waits until there are that many processes, at most 20 s, and until they are at work. Returns their number. */
async function countOf(count: number, processes: () => readonly unknown[]): Promise<number> {
  for (let tries = 0; tries < 400 && processes().length !== count; tries++) await sleep(50);
  await sleep(800);
  return processes().length;
}

/** Sends the signal some time after the progress output contains the text, or once there are that many processes. */
async function killRun(signal: NodeJS.Signals, progress: string, when: { afterMs: number } | { processes: number }) {
  const mark = `TEST_MARK=${randomUUID()}`;
  const folder = await workspace({
    "loadgate.yml": sampleConfig({
      service: ["stop_timeout: 300ms", stubborn],
      duration: "20s",
      top: ["gate: { budget: 60s }", "base: { directory: . }"],
    }),
  });
  const run = spawnLoadgate(["run"], folder.path, { TEST_MARK: mark.slice("TEST_MARK=".length) });
  await run.waitForProgress(progress);
  if ("afterMs" in when) await sleep(when.afterMs);
  const before = "processes" in when ? await countOf(when.processes, () => findMarked(mark)) : undefined;
  run.kill(signal);
  const ended = await run.ended;
  return { ...ended, before, alive: await survivors(mark), folder };
}

test.concurrent.each([0, 400, 1600])("SIGKILL %i ms into the first start leaves no process", async (afterMs) => {
  const { signal, alive, folder } = await killRun("SIGKILL", "rehearsal round", { afterMs });
  await folder[Symbol.asyncDispose]();
  expect([signal, alive]).toEqual(["SIGKILL", []]);
});

test.concurrent("SIGKILL under load leaves no process of either arm, not even a detached one", async () => {
  // Loadgate, and two services with two children each.
  const { before, alive, folder } = await killRun("SIGKILL", "rehearsal round", { processes: 7 });
  await folder[Symbol.asyncDispose]();
  expect([before, alive]).toEqual([7, []]);
});

test.concurrent.each([
  ["SIGINT", "round 1 of"],
  ["SIGTERM", "rehearsal round"],
  ["SIGHUP", "rehearsal round"],
] as const)("%s at %j stops everything and writes the results so far", async (name, progress) => {
  const { code, alive, folder } = await killRun(name, progress, { afterMs: 500 });
  const { verdict } = await folder.results();
  await folder[Symbol.asyncDispose]();
  expect([code, alive]).toEqual([23, []]);
  expect(verdict).toEqual({ kind: "invalid", reasons: [`steady: interrupted by ${name}`], failing: true });
});

describe.skipIf(!hasGit)("with a base from git", () => {
  const moments = {
    // Git runs the filter of this file in the middle of its checkout.
    "while git checks the base out": { file: "slow", service: [] },
    "while the base is built": {
      file: "building",
      service: [`build: '[ $LOADGATE_ARM = head ] || { touch "$SAY"; sleep 60 & setsid sleep 60; }'`],
    },
    "while both are measured": { file: "measured", service: [] },
  };
  const signals = ["SIGKILL", "SIGTERM"] as const;
  const rows = Object.entries(moments).flatMap(([name, moment]) =>
    signals.map((signal) => ({ name, signal, ...moment })),
  );

  test.concurrent.each(rows)("$signal $name leaves no process, no worktree, no temporary directory", async (row) => {
    const { signal, file, service } = row;
    const mark = `TEST_MARK=${randomUUID()}`;
    await using folder = await workspace({ "tmp/x": "" });
    await rm(folder.at("tmp/x"));
    const shop = folder.at("shop");
    git(folder.path, "init", "--quiet", shop);
    const text = sampleConfig({ service: ["stop_timeout: 300ms", stubborn, ...service], duration: "20s" });
    await commit(shop, "base", {
      "loadgate.yml": text,
      ".gitattributes": "slow filter=slow\n",
      slow: "",
      version: "1",
    });
    await commit(shop, "head", { version: "2" });
    if (file === "slow") git(shop, "config", "filter.slow.smudge", `touch ${folder.at("slow")}; sleep 60`);
    const env = { TEST_MARK: mark.slice("TEST_MARK=".length), TMPDIR: folder.at("tmp"), SAY: folder.at(file) };
    const run = spawnLoadgate(["run"], shop, env);
    if (file === "measured") await run.waitForProgress("rehearsal round").then(() => sleep(800));
    else for (let tries = 0; tries < 1000 && !existsSync(folder.at(file)); tries++) await sleep(20);
    expect(worktreesOf(shop).listedCount).toBe(2);
    run.kill(signal);
    const ended = await run.ended;
    expect([signal === "SIGKILL" ? ended.signal : ended.code, await survivors(mark)]).toEqual([
      signal === "SIGKILL" ? "SIGKILL" : 23,
      [],
    ]);
    expect([await remainingFiles(folder.at("tmp")), worktreesOf(shop)]).toEqual([[], onlyMainWorktree]);
    expect(git(shop, "status", "--porcelain", "--untracked-files=no")).toBe("");
  });
});

test.concurrent("a second signal ends Loadgate at once, and still no process is left", async () => {
  const mark = `TEST_MARK=${randomUUID()}`;
  await using folder = await workspace({
    "loadgate.yml": sampleConfig({ service: ["stop_timeout: 60s", stubborn], duration: "20s" }),
  });
  await using run = spawnLoadgate(["run"], folder.path, { TEST_MARK: mark.slice("TEST_MARK=".length) });
  await run.waitForProgress("played whole");
  await sleep(800);
  run.kill("SIGINT");
  await sleep(50);
  run.kill("SIGINT");
  expect((await run.ended).code).toBe(23);
  expect(await survivors(mark)).toEqual([]);
});

/** Waits until no command line contains the text. Returns those that do after 20 s. */
async function commandsWith(text: string): Promise<readonly string[]> {
  const commands = () => allPids().flatMap((pid) => (commandOf(pid).includes(text) ? [commandOf(pid)] : []));
  for (let tries = 0; tries < 400 && commands().length > 0; tries++) await sleep(50);
  return commands();
}

/** Loses the mark, like a service that sets its own title: the kernel keeps the environment in the same memory. */
const unmarked = (name: string) => `exec env -i PATH="$PATH" PORT="$PORT" ${process.execPath} ${sampleService} ${name}`;

/** Starts a process in a session of its own, without environment and open files. Its parent ends at once. */
const daemon = (name: string) =>
  `(env -i setsid ${process.execPath} -e "setInterval(() => {}, 1e6)" ${name} >/dev/null 2>&1 &)`;

test.concurrent("SIGKILL leaves no service that has lost its mark, nor its group and parent besides", async () => {
  const name = `called-${randomUUID()}`;
  const command = JSON.stringify(`${daemon(name)}; ${unmarked(name)}`);
  const yaml = sampleConfig({ command, duration: "20s", top: ["base: { directory: . }"] });
  await using folder = await workspace({ "loadgate.yml": yaml });
  const run = spawnLoadgate(["run"], folder.path);
  await run.waitForProgress("rehearsal round");
  const before = await countOf(4, () => allPids().filter((pid) => commandOf(pid).includes(name)));
  run.kill("SIGKILL");
  await run.ended;
  expect([before, await commandsWith(name)]).toEqual([4, []]);
});

test.concurrent("detached children without the mark end with the service, even if their parents end first", async () => {
  const name = `called-${randomUUID()}`;
  const child = `require("node:child_process").spawn(process.execPath, ["-e", "process.on('SIGTERM', () => {}); setInterval(() => {}, 1e6)", "${name}"], { detached: true, env: {}, stdio: "ignore" })`;
  const service = `${child}; process.env.FAULT_LATENCY_MS = "300"; import(${JSON.stringify(sampleService)})`;
  const command = JSON.stringify(`${daemon(name)}; exec ${process.execPath} service.cjs`);
  const yaml = sampleConfig({ command, service: ["stop_timeout: 300ms"] });
  await using folder = await workspace({ "loadgate.yml": yaml, "service.cjs": service });
  await using run = spawnLoadgate(["run"], folder.path);
  const { code } = await run.ended;
  expect([code, await commandsWith(name)]).toEqual([0, []]);
});
