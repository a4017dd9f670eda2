import { spawnSync } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { packBuild } from "../../../src/baseline/build/pack.ts";
import { unpackBuild } from "../../../src/baseline/build/unpack.ts";
import { baselineFromFile, saveBaseline } from "../../../src/baseline/store/fileStore.ts";
import type { Baseline } from "../../../src/model/baseline.ts";
import { workspace } from "../../support/loadgate.ts";
import { environment } from "../../support/make.ts";

type Place = Awaited<ReturnType<typeof workspace>>;

const baselineOf = (sha: string): Baseline => ({
  schema: 1,
  build: { sha, files: 1, bytes: 1 },
  anchor: { sha: `anchor of ${sha}`, config_hash: "b31adaa85225", carry: ["dist"] },
  runs: [{ sha, at: "2026-11-23T00:00:00.000Z", environment: environment(), scenarios: {} }],
});

/** Freshly packed, elsewhere. */
async function archivesOf(place: Place, sha: string) {
  const archives = { build: place.at(`${sha}.tar.gz`), anchor: place.at(`anchor-${sha}.tar.gz`) };
  await writeFile(archives.build, `build of ${sha}`);
  await writeFile(archives.anchor, `build of the anchor of ${sha}`);
  return archives;
}

/** What a reader finds: of the runs, of the note about the build, and of the builds themselves. */
async function stateOf(path: string) {
  const found = await baselineFromFile(path);
  if (found.kind !== "found") return found;
  const { baseline, archives = {} } = found;
  const text = async (file: string | undefined) => (file === undefined ? undefined : await readFile(file, "utf8"));
  return {
    runs: baseline.runs.map(({ sha }) => sha),
    notes: [baseline.build?.sha, baseline.anchor?.sha],
    builds: [await text(archives.build), await text(archives.anchor)],
  };
}

const whole = (sha: string) => ({
  runs: [sha],
  notes: [sha, `anchor of ${sha}`],
  builds: [`build of ${sha}`, `build of the anchor of ${sha}`],
});

const program = fileURLToPath(new URL("killedSave.ts", import.meta.url));

describe("a baseline in a file", () => {
  test("is what was saved, with its builds beside it under names of their own; what nobody names goes", async () => {
    await using place = await workspace({ "perf/main.build.tar.gz": "of old", "perf/other.json": "{}" });
    const path = place.at("perf/main.json");
    await saveBaseline(path, baselineOf("a"), await archivesOf(place, "a"));
    expect(await stateOf(path)).toEqual(whole("a"));
    await saveBaseline(path, baselineOf("b"), await archivesOf(place, "b"));
    expect(await stateOf(path)).toEqual(whole("b"));
    expect((await readdir(place.at("perf"))).map((name) => name.replace(/[0-9a-f]{12}/, "HASH"))).toEqual([
      "main.json",
      "main.loadgate-HASH.tar.gz",
      "main.loadgate-HASH.tar.gz",
      "other.json",
    ]);
    // A build that is its own anchor lies there once.
    const { build } = await archivesOf(place, "c");
    await saveBaseline(path, baselineOf("c"), { build, anchor: build });
    expect((await readdir(place.at("perf"))).length).toBe(3);
    await saveBaseline(path, { schema: 1, runs: [] }, {});
    expect(await readdir(place.at("perf"))).toEqual(["main.json", "other.json"]);
  });

  test("whose builds an older version has left under fixed names is read all the same", async () => {
    const files = { "main.json": JSON.stringify(baselineOf("a")), "main.build.tar.gz": "build of a" };
    await using place = await workspace(files);
    expect(await stateOf(place.at("main.json"))).toEqual({ ...whole("a"), builds: ["build of a", undefined] });
  });

  test("takes only what a hash can be for the name of a build", async () => {
    const sly = { ...baselineOf("a"), build: { sha: "a", files: 1, bytes: 1, archive: "../../secret" } };
    await using place = await workspace({ "main.json": JSON.stringify(sly) });
    expect(await stateOf(place.at("main.json"))).toMatchObject({
      kind: "unusable",
      message: expect.stringContaining("build.archive"),
    });
  });

  test("forall moments in which the saver is killed: it is the old one or the new one, and the next one is whole", async () => {
    await using place = await workspace();
    const { found, states } = { found: [] as (number | string | null)[], states: new Set<string>() };
    for (let nth = 1; found.at(-1) !== 0; nth++) {
      expect(nth).toBeLessThan(30);
      const path = place.at(`${nth}/main.json`);
      await saveBaseline(path, baselineOf("a"), await archivesOf(place, "a"));
      const archives = await archivesOf(place, "b");
      const args = [program, path, `${nth}`, JSON.stringify(baselineOf("b")), JSON.stringify(archives)];
      const { status, signal, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
      found.push(signal ?? status);
      expect([`${stderr}`, await stateOf(path)]).toEqual(["", expect.toBeOneOf([whole("a"), whole("b")])]);
      states.add(JSON.stringify(await stateOf(path)));
      await saveBaseline(path, baselineOf("c"), await archivesOf(place, "c"));
      expect(await stateOf(path)).toEqual(whole("c"));
      expect((await readdir(place.at(`${nth}`))).length).toBe(3);
    }
    // A directory, two builds and the file, each written and put in its place, and three or more things cleared away.
    expect(found.length).toBeGreaterThan(10);
    expect(new Set(found)).toEqual(new Set(["SIGKILL", 0]));
    expect(states.size).toBe(2);
  }, 20_000);
});

test("a build is packed without the builds that earlier runs have left in its tree", async () => {
  const left = "perf/main.loadgate-0123456789ab.tar.gz";
  await using place = await workspace({ "app/a": "x", [`app/${left}`]: "y", [`app/${left}.partial`]: "z" });
  await packBuild(place.at("app"), ["."], place.at("build.tar.gz"));
  await unpackBuild(place.at("build.tar.gz"), place.at("out"));
  expect((await readdir(place.at("out"), { recursive: true })).toSorted()).toEqual(["a", "perf"]);
});
