import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { commandOf, everyPid, markedWith } from "../../src/shell/procfs.ts";
import { config, sampleService, spawnLoadgate, workspace } from "../support/loadgate.ts";
import { commit, git, hasGit, noWorktree, worktreesOf } from "../support/repository.ts";

/** A service with children, some in sessions of their own, that does not care for SIGTERM. */
const stubborn = "env: { FAULT_FORK_CHILDREN: 2, FAULT_FORK_DETACHED: 1, FAULT_IGNORE_SIGTERM: 1 }";

/** Waits until nothing that inherited the mark lives any more; what still does after 20 s is named. */
async function survivors(mark: string): Promise<readonly string[]> {
  for (let looks = 0; looks < 400; looks++) {
    const left = markedWith(mark);
    if (left.length === 0) return [];
    await sleep(50);
  }
  return markedWith(mark).map(({ pid }) => commandOf(pid));
}

/** What is left in a directory that is to be empty; the guard gets 20 s for it. */
async function leftIn(directory: string): Promise<readonly string[]> {
  for (let looks = 0; looks < 400; looks++) {
    if ((await readdir(directory)).length === 0) return [];
    await sleep(50);
  }
  return await readdir(directory);
}

async function killedWith(signal: NodeJS.Signals, whenItSays: string, waitMs: number) {
  const mark = `TEST_MARK=${randomUUID()}`;
  const place = await workspace({
    "loadgate.yml": config({
      service: ["stop_timeout: 300ms", stubborn],
      duration: "20s",
      top: ["gate: { budget: 60s }", "base: { directory: . }"],
    }),
  });
  const run = spawnLoadgate(["run"], place.path, { TEST_MARK: mark.slice("TEST_MARK=".length) });
  await run.said(whenItSays);
  await sleep(waitMs);
  const before = markedWith(mark).length;
  run.kill(signal);
  const ended = await run.ended;
  return { ...ended, before, left: await survivors(mark), place };
}

test.each([0, 400, 1600])("SIGKILL %i ms into the first start leaves no process", async (waitMs) => {
  const { signal, left, place } = await killedWith("SIGKILL", "rehearsal round", waitMs);
  await place[Symbol.asyncDispose]();
  expect([signal, left]).toEqual(["SIGKILL", []]);
});

test("SIGKILL while both arms are loaded leaves no process of two trees of three, two of them detached", async () => {
  const { before, left, place } = await killedWith("SIGKILL", "rehearsal round", 2500);
  await place[Symbol.asyncDispose]();
  // The tool, and two services with two children each.
  expect([before, left]).toEqual([7, []]);
});

test.each([
  ["SIGINT", "round 1 of"],
  ["SIGTERM", "rehearsal round"],
  ["SIGHUP", "rehearsal round"],
] as const)("%s, sent when it says %j, stops everything and writes what was measured", async (name, whenItSays) => {
  const { code, left, place } = await killedWith(name, whenItSays, 500);
  const { verdict } = await place.results();
  await place[Symbol.asyncDispose]();
  expect([code, left]).toEqual([23, []]);
  expect(verdict).toEqual({ kind: "invalid", reasons: [`steady: interrupted by ${name}`], failing: true });
});

describe.skipIf(!hasGit)("with a base from git", () => {
  const stages = {
    // Git runs this for the one file that a filter is set for, in the middle of its checkout.
    "while git checks the base out": { file: "slow", service: [] },
    "while the base is built": { file: "building", service: ['build: touch "$SAY"; sleep 60 & setsid sleep 60'] },
    "while both are measured": { file: "measured", service: [] },
  };
  const signals = ["SIGKILL", "SIGTERM"] as const;
  const rows = Object.entries(stages).flatMap(([name, stage]) => signals.map((signal) => ({ name, signal, ...stage })));

  test.each(rows)("$signal $name leaves no process, no worktree, no temporary directory", async (row) => {
    const { signal, file, service } = row;
    const mark = `TEST_MARK=${randomUUID()}`;
    await using place = await workspace({ "tmp/x": "" });
    await rm(place.at("tmp/x"));
    const shop = place.at("shop");
    git(place.path, "init", "--quiet", shop);
    const text = config({ service: ["stop_timeout: 300ms", stubborn, ...service], duration: "20s" });
    await commit(shop, "base", {
      "loadgate.yml": text,
      ".gitattributes": "slow filter=slow\n",
      slow: "",
      version: "1",
    });
    await commit(shop, "head", { version: "2" });
    if (file === "slow") git(shop, "config", "filter.slow.smudge", `touch ${place.at("slow")}; sleep 60`);
    const env = { TEST_MARK: mark.slice("TEST_MARK=".length), TMPDIR: place.at("tmp"), SAY: place.at(file) };
    const run = spawnLoadgate(["run"], shop, env);
    if (file === "measured") await run.said("rehearsal round").then(() => sleep(800));
    else for (let looks = 0; looks < 1000 && !existsSync(place.at(file)); looks++) await sleep(20);
    expect(worktreesOf(shop).listed).toBe(2);
    run.kill(signal);
    const ended = await run.ended;
    expect([signal === "SIGKILL" ? ended.signal : ended.code, await survivors(mark)]).toEqual([
      signal === "SIGKILL" ? "SIGKILL" : 23,
      [],
    ]);
    expect([await leftIn(place.at("tmp")), worktreesOf(shop)]).toEqual([[], noWorktree]);
    expect(git(shop, "status", "--porcelain", "--untracked-files=no")).toBe("");
  });
});

test("two signals end it at once, and still nothing is left", async () => {
  const mark = `TEST_MARK=${randomUUID()}`;
  await using place = await workspace({
    "loadgate.yml": config({ service: ["stop_timeout: 60s", stubborn], duration: "20s" }),
  });
  await using run = spawnLoadgate(["run"], place.path, { TEST_MARK: mark.slice("TEST_MARK=".length) });
  await run.said("played whole");
  await sleep(800);
  run.kill("SIGINT");
  await sleep(50);
  run.kill("SIGINT");
  expect((await run.ended).code).toBe(23);
  expect(await survivors(mark)).toEqual([]);
});

/** Waits until no process has the text in its command line; what still has after 20 s is named. */
async function called(text: string): Promise<readonly string[]> {
  const left = () => everyPid().flatMap((pid) => (commandOf(pid).includes(text) ? [commandOf(pid)] : []));
  for (let looks = 0; looks < 400 && left().length > 0; looks++) await sleep(50);
  return left();
}

/** As a service does that sets its own title, which lies where the kernel keeps the environment. */
const unmarked = (name: string) => `exec env -i PATH="$PATH" PORT="$PORT" ${process.execPath} ${sampleService} ${name}`;

test("SIGKILL leaves no service that has lost its mark", async () => {
  const name = `called-${randomUUID()}`;
  const yaml = config({ command: unmarked(name), duration: "20s", top: ["base: { directory: . }"] });
  await using place = await workspace({ "loadgate.yml": yaml });
  const run = spawnLoadgate(["run"], place.path);
  await run.said("rehearsal round");
  await sleep(1500);
  const before = everyPid().filter((pid) => commandOf(pid).includes(name)).length;
  run.kill("SIGKILL");
  await run.ended;
  expect([before, await called(name)]).toEqual([2, []]);
});

test("what a service has started elsewhere and without its mark ends with it, also where its parent goes first", async () => {
  const name = `called-${randomUUID()}`;
  const child = `require("node:child_process").spawn(process.execPath, ["-e", "process.on('SIGTERM', () => {}); setInterval(() => {}, 1e6)", "${name}"], { detached: true, env: {}, stdio: "ignore" })`;
  const service = `${child}; import(${JSON.stringify(sampleService)})`;
  const yaml = config({ command: `exec ${process.execPath} service.cjs`, service: ["stop_timeout: 300ms"] });
  await using place = await workspace({ "loadgate.yml": yaml, "service.cjs": service });
  await using run = spawnLoadgate(["run"], place.path);
  const { code } = await run.ended;
  expect([code, await called(name)]).toEqual([0, []]);
});
