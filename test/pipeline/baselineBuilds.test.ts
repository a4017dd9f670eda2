import { readdir, writeFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { decodeBaseline, encodeBaseline } from "../../src/baseline/codec.ts";
import type { Baseline } from "../../src/model/baseline.ts";
import { config, loadgate, sampleService, workspace } from "../support/loadgate.ts";
import { commit, git, hasGit } from "../support/repository.ts";

type Place = Awaited<ReturnType<typeof workspace>>;

/** A build of the sample service that takes so long to answer. */
const built = (latencyMs: number) =>
  `process.env.FAULT_LATENCY_MS = "${latencyMs}";\nawait import(${JSON.stringify(sampleService)});\n`;

const manifest = '{ "type": "module" }';

/** A service in a directory of its own, of which dist is carried; a duet of it has one round, unless it is given more time. */
async function checkout(from: "artifact" | "auto", budget = "1s"): Promise<Place> {
  const place = await workspace({
    "loadgate.yml": config({
      command: `exec ${process.execPath} dist/server.js`,
      service: ["directory: app"],
      rate: "50/s",
      top: [`base: { from: ${from}, carry: [dist] }`, `gate: { budget: ${budget} }`],
    }),
    "app/dist/server.js": built(0),
    "app/dist/package.json": manifest,
  });
  git(place.path, "init", "--quiet");
  return place;
}

const commitIn = ({ path }: Place): Promise<string> => commit(path, "some change");

async function baselineOf(place: Place): Promise<Baseline> {
  return decodeBaseline(await place.read("main.json"), "main.json");
}

const onMain = (place: Place) => loadgate(["run", "--save-baseline", "main.json"], place.path);
const onPull = (place: Place) => loadgate(["run", "--baseline", "main.json"], place.path);

/** Twenty-three runs of main beside the anchor, the last three of them much slower, and one beside another. */
async function withHistory(place: Place, anchor: string): Promise<void> {
  const baseline = await baselineOf(place);
  const [first] = baseline.runs;
  if (first === undefined) throw new Error("main left no run");
  const run = (n: number, p50: number, beside = anchor) => ({
    ...first,
    sha: (n < 20 ? "b" : "c").repeat(40),
    at: `2026-05-${`${n + 1}`.padStart(2, "0")}T06:00:00.000Z`,
    anchor: beside,
    scenarios: { steady: { mode: "duet" as const, rounds: [], log_ratios: { all: { p50 } } } },
  });
  const earlier = Array.from({ length: 23 }, (_, n) => run(n, (n < 20 ? 0 : 4) + 0.01 * (n % 2)));
  const runs = [first, ...earlier, run(23, -9, "d".repeat(40))];
  await writeFile(place.at("main.json"), encodeBaseline({ ...baseline, runs }));
}

/** The builds that lie beside main.json. */
const archivesOf = async ({ path }: Place) => (await readdir(path)).filter((name) => name.endsWith(".tar.gz"));

describe.skipIf(!hasGit)("a build that the baseline carries", () => {
  test("is started beside the head of a pull request that has changed it, without being built again", async () => {
    await using place = await checkout("artifact");
    const sha = await commitIn(place);
    const main = await onMain(place);
    expect([main.code, (await place.results()).provenance.base]).toEqual([0, undefined]);
    const { build, anchor } = await baselineOf(place);
    const archive = expect.stringMatching(/^[0-9a-f]{12}$/);
    expect(build).toEqual({ sha, files: 2, bytes: `${built(0)}${manifest}`.length, archive });
    expect([anchor?.sha, anchor?.carry]).toEqual([sha, ["dist"]]);
    expect(await archivesOf(place)).toEqual([`main.loadgate-${build?.archive}.tar.gz`]);

    await writeFile(place.at("app/dist/server.js"), built(60));
    const slower = await onPull(place);
    const { provenance, scenarios } = await place.results();
    expect([slower.code, provenance.base]).toEqual([0, { sha, from: "artifact" }]);
    expect(scenarios[0]?.mode).toEqual({
      kind: "duet",
      reason: `base and head on one machine, base from the carried build of ${sha.slice(0, 7)}`,
    });
    const played = scenarios[0]?.phases.filter(({ warmup }) => !warmup) ?? [];
    const slow = played.map(({ arm, response_time_ms: times }) => `${arm} ${(times?.p50 ?? 0) >= 60}`);
    expect(slow).toEqual(["base false", "head true"]);
  });

  test("that is not there, or is no build, is told, and nothing passes for it", async () => {
    await using place = await checkout("artifact");
    const none = await onPull(place);
    expect([none.code, (await place.results()).verdict.reasons]).toEqual([
      23,
      ["steady: base.from: artifact: no baseline yet: main.json does not exist"],
    ]);
    await onMain(place);
    const [archive = ""] = await archivesOf(place);
    await writeFile(place.at(archive), "no archive");
    const spoilt = await onPull(place);
    expect([spoilt.code, (await place.results()).verdict.reasons]).toEqual([
      23,
      [
        `steady: base.from: artifact: ${archive}: it cannot be unpacked (incorrect header check); delete the baseline and let a run on the default branch make a new one`,
      ],
    ]);
  });

  test("stays the one before, under its own name, where this run has none; without base.carry there is none", async () => {
    await using place = await checkout("artifact");
    const first = await commitIn(place);
    await onMain(place);
    const yml = await place.read("loadgate.yml");
    await writeFile(place.at("loadgate.yml"), yml.replace("carry: [dist]", "carry: [gone]"));
    const second = await commitIn(place);
    const { code, stderr } = await onMain(place);
    expect([code, stderr]).toEqual([
      0,
      expect.stringContaining(
        "loadgate: --save-baseline: the baseline carries no build of this run: base.carry: expected files in service.directory, found none at gone; base.carry: there is nothing to carry\n",
      ),
    ]);
    const kept = await baselineOf(place);
    expect([kept.build?.sha, kept.anchor, kept.runs.map(({ sha }) => sha)]).toEqual([
      first,
      undefined,
      [first, second],
    ]);
    await writeFile(place.at("loadgate.yml"), yml.replace(", carry: [dist]", "").replace("artifact", "none"));
    await onMain(place);
    expect([(await baselineOf(place)).build, await archivesOf(place)]).toEqual([undefined, []]);
  });
});

describe.skipIf(!hasGit)("main beside its anchor", () => {
  test("is shown and not judged, its log-ratios kept with the anchor's commit; judge says the same", async () => {
    await using place = await checkout("auto", "12s");
    const anchor = await commitIn(place);
    await onMain(place);
    await withHistory(place, anchor);
    await writeFile(place.at("app/dist/server.js"), built(60));
    const head = await commitIn(place);
    const main = await onMain(place);
    const results = await place.results();
    const [scenario] = results.scenarios;
    expect([main.code, results.verdict, results.provenance.base]).toEqual([
      0,
      { kind: "pass", reasons: [], failing: false },
      { sha: anchor, from: "artifact" },
    ]);
    expect([scenario?.mode, scenario?.anchored?.length]).toEqual([
      {
        kind: "duet",
        reason: `base and head on one machine, base from the anchor build of ${anchor.slice(0, 7)}`,
        against: "anchor",
      },
      23,
    ]);
    const slower = results.drift?.find(({ metric }) => metric === "p50");
    expect([slower?.sha, slower?.at, slower?.runs_after]).toEqual(["c".repeat(40), "2026-05-21T06:00:00.000Z", 4]);
    expect(main.stdout).toMatch(
      /Drift on main: .*p50 of GET \/hello in steady has been \+\d+ % since ccccccc \(21 May 2026\)/,
    );
    expect(scenario?.comparisons.filter(({ gating }) => gating)).toEqual([]);
    expect(main.stdout).toContain("Main beside its anchor build: it has drifted");
    const { runs, build, anchor: kept } = await baselineOf(place);
    expect([build?.sha, kept?.sha, runs.length, runs[0]?.anchor]).toEqual([head, anchor, 26, undefined]);
    // 60 ms instead of one or two.
    expect(runs.at(-1)?.scenarios["steady"]?.log_ratios?.["all"]?.p50).toBeGreaterThan(1);

    const before = await place.read("loadgate-report/results.json");
    await loadgate(["judge", "loadgate-report/results.json", "--out", "again"], place.path);
    expect(await place.read("again/results.json")).toBe(before);
  });

  test("that cannot be started any more is replaced by this run's build, with a warning", async () => {
    await using place = await checkout("auto");
    const first = await commitIn(place);
    await onMain(place);
    await writeFile(place.at("app/dist/other.js"), built(0));
    const yml = await place.read("loadgate.yml");
    await writeFile(place.at("loadgate.yml"), yml.replace("dist/server.js", "dist/other.js"));
    const second = await commitIn(place);
    const { code, stderr } = await onMain(place);
    expect([code, (await place.results()).scenarios[0]?.mode.kind]).toEqual([0, "recorded"]);
    expect(stderr).toContain(
      `loadgate: --save-baseline: drift is looked for afresh: the anchor build of ${first.slice(0, 7)} could not be played\n`,
    );
    expect((await place.results()).warnings.join()).toContain("base.from: auto found no base in artifact");
    expect((await baselineOf(place)).anchor?.sha).toBe(second);
  });

  test("that breaks off is no reason not to measure main", async () => {
    await using place = await checkout("auto");
    // A second of warming up comes first, in every round; only as a base it dies.
    const dying = `if (process.env.LOADGATE_ARM === "base") setTimeout(() => process.exit(7), 1200);\n${built(0)}`;
    await writeFile(place.at("app/dist/server.js"), dying);
    await commitIn(place);
    expect((await onMain(place)).code).toBe(0);
    await writeFile(place.at("app/dist/server.js"), built(0));
    const second = await commitIn(place);
    const { code } = await onMain(place);
    const { scenarios } = await place.results();
    expect([code, scenarios[0]?.mode]).toEqual([
      0,
      {
        kind: "recorded",
        reason:
          "main alone, because beside its anchor build it could not be measured: service.command: the base service ended with exit code 7 while it was measured",
      },
    ]);
    expect((await baselineOf(place)).anchor?.sha).toBe(second);
  });
});
