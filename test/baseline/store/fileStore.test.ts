import { spawnSync } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { packBuild } from "../../../src/baseline/build/pack.ts";
import { unpackBuild } from "../../../src/baseline/build/unpack.ts";
import { readBaselineFile, saveBaselineFile } from "../../../src/baseline/store/fileStore.ts";
import type { Baseline } from "../../../src/model/baseline.ts";
import { environment } from "../../support/builders.ts";
import { workspace } from "../../support/loadgate.ts";

type Folder = Awaited<ReturnType<typeof workspace>>;

const baselineOf = (sha: string): Baseline => ({
  schema: 1,
  build: { sha, files: 1, bytes: 1 },
  anchor: { sha: `anchor of ${sha}`, config_hash: "b31adaa85225", carry: ["dist"] },
  runs: [{ sha, at: "2026-11-23T00:00:00.000Z", environment: environment(), scenarios: {} }],
});

/** Newly packed builds in another directory. */
async function archivesOf(folder: Folder, sha: string) {
  const archives = { build: folder.at(`${sha}.tar.gz`), anchor: folder.at(`anchor-${sha}.tar.gz`) };
  await writeFile(archives.build, `build of ${sha}`);
  await writeFile(archives.anchor, `build of the anchor of ${sha}`);
  return archives;
}

/** The saved state: the runs, the builds that the baseline names, and the contents of the builds. */
async function stateOf(path: string) {
  const lookup = await readBaselineFile(path);
  if (lookup.kind !== "found") return lookup;
  const { baseline, archives = {} } = lookup;
  const text = async (file: string | undefined) => (file === undefined ? undefined : await readFile(file, "utf8"));
  return {
    runs: baseline.runs.map(({ sha }) => sha),
    buildShas: [baseline.build?.sha, baseline.anchor?.sha],
    builds: [await text(archives.build), await text(archives.anchor)],
  };
}

const completeState = (sha: string) => ({
  runs: [sha],
  buildShas: [sha, `anchor of ${sha}`],
  builds: [`build of ${sha}`, `build of the anchor of ${sha}`],
});

const program = fileURLToPath(new URL("killedSave.ts", import.meta.url));

describe("a baseline in a file", () => {
  test("has its builds beside it under unique names, and unused builds are deleted", async () => {
    await using folder = await workspace({ "perf/main.build.tar.gz": "old", "perf/other.json": "{}" });
    const path = folder.at("perf/main.json");
    await saveBaselineFile(path, baselineOf("a"), await archivesOf(folder, "a"));
    expect(await stateOf(path)).toEqual(completeState("a"));
    await saveBaselineFile(path, baselineOf("b"), await archivesOf(folder, "b"));
    expect(await stateOf(path)).toEqual(completeState("b"));
    expect((await readdir(folder.at("perf"))).map((name) => name.replace(/[0-9a-f]{12}/, "HASH"))).toEqual([
      "main.json",
      "main.loadgate-HASH.tar.gz",
      "main.loadgate-HASH.tar.gz",
      "other.json",
    ]);
    // A build that is also the anchor is stored once.
    const { build } = await archivesOf(folder, "c");
    await saveBaselineFile(path, baselineOf("c"), { build, anchor: build });
    expect((await readdir(folder.at("perf"))).length).toBe(3);
    await saveBaselineFile(path, { schema: 1, runs: [] }, {});
    expect(await readdir(folder.at("perf"))).toEqual(["main.json", "other.json"]);
  });

  test("is read with builds under the fixed names of older versions", async () => {
    const files = { "main.json": JSON.stringify(baselineOf("a")), "main.build.tar.gz": "build of a" };
    await using folder = await workspace(files);
    expect(await stateOf(folder.at("main.json"))).toEqual({ ...completeState("a"), builds: ["build of a", undefined] });
  });

  test("accepts nothing but a hash as the name of a build", async () => {
    const malicious = { ...baselineOf("a"), build: { sha: "a", files: 1, bytes: 1, archive: "../../secret" } };
    await using folder = await workspace({ "main.json": JSON.stringify(malicious) });
    expect(await stateOf(folder.at("main.json"))).toMatchObject({
      kind: "unusable",
      message: expect.stringContaining("build.archive"),
    });
  });

  test("forall moments at which saving is killed: the file holds the old or the new baseline, and can be saved again", async () => {
    await using folder = await workspace();
    const exits: (number | string | null)[] = [];
    const states = new Set<string>();
    for (let nth = 1; exits.at(-1) !== 0; nth++) {
      expect(nth).toBeLessThan(30);
      const path = folder.at(`${nth}/main.json`);
      await saveBaselineFile(path, baselineOf("a"), await archivesOf(folder, "a"));
      const archives = await archivesOf(folder, "b");
      const args = [program, path, `${nth}`, JSON.stringify(baselineOf("b")), JSON.stringify(archives)];
      const { status, signal, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
      exits.push(signal ?? status);
      expect([`${stderr}`, await stateOf(path)]).toEqual([
        "",
        expect.toBeOneOf([completeState("a"), completeState("b")]),
      ]);
      states.add(JSON.stringify(await stateOf(path)));
      await saveBaselineFile(path, baselineOf("c"), await archivesOf(folder, "c"));
      expect(await stateOf(path)).toEqual(completeState("c"));
      expect((await readdir(folder.at(`${nth}`))).length).toBe(3);
    }
    // One directory, two builds and the file are written and renamed, and three or more files are deleted.
    expect(exits.length).toBeGreaterThan(10);
    expect(new Set(exits)).toEqual(new Set(["SIGKILL", 0]));
    expect(states.size).toBe(2);
  }, 20_000);
});

test("a build is packed without the builds of earlier runs in its tree", async () => {
  const archive = "perf/main.loadgate-0123456789ab.tar.gz";
  await using folder = await workspace({ "app/a": "x", [`app/${archive}`]: "y", [`app/${archive}.partial`]: "z" });
  await packBuild(folder.at("app"), ["."], folder.at("build.tar.gz"));
  await unpackBuild(folder.at("build.tar.gz"), folder.at("out"));
  expect((await readdir(folder.at("out"), { recursive: true })).toSorted()).toEqual(["a", "perf"]);
});
