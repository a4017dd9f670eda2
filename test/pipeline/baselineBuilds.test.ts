import { readdir, writeFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { decodeBaseline, encodeBaseline } from "../../src/baseline/codec.ts";
import type { Baseline } from "../../src/model/baseline.ts";
import { commit, git, hasGit } from "../support/gitRepository.ts";
import { runLoadgate, sampleConfig, sampleService, workspace } from "../support/loadgate.ts";

type Folder = Awaited<ReturnType<typeof workspace>>;

/** A build of the sample service with that latency. */
const built = (latencyMs: number) =>
  `process.env.FAULT_LATENCY_MS = "${latencyMs}";\nawait import(${JSON.stringify(sampleService)});\n`;

const manifest = '{ "type": "module" }';

/** A repository with the service in app/, which carries dist. The default budget allows one round of a duet. */
async function checkout(from: "artifact" | "auto", budget = "1s"): Promise<Folder> {
  const folder = await workspace({
    "loadgate.yml": sampleConfig({
      command: `exec ${process.execPath} dist/server.js`,
      service: ["directory: app"],
      rate: "50/s",
      duration: "150ms",
      top: [`base: { from: ${from}, carry: [dist] }`, `gate: { budget: ${budget} }`],
    }),
    "app/dist/server.js": built(200),
    "app/dist/package.json": manifest,
  });
  git(folder.path, "init", "--quiet");
  return folder;
}

const commitIn = ({ path }: Folder): Promise<string> => commit(path, "some change");

async function baselineOf(folder: Folder): Promise<Baseline> {
  return decodeBaseline(await folder.read("main.json"), "main.json");
}

const onMain = (folder: Folder) => runLoadgate(["run", "--save-baseline", "main.json"], folder.path);
const onPull = (folder: Folder) => runLoadgate(["run", "--baseline", "main.json"], folder.path);

/** Adds 23 runs of main against the anchor, the last three much slower, and one run against another anchor. */
async function withHistory(folder: Folder, anchor: string): Promise<void> {
  const baseline = await baselineOf(folder);
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
  await writeFile(folder.at("main.json"), encodeBaseline({ ...baseline, runs }));
}

/** The archives beside main.json. */
const archivesOf = async ({ path }: Folder) => (await readdir(path)).filter((name) => name.endsWith(".tar.gz"));

describe.skipIf(!hasGit)("a build that the baseline carries", () => {
  test("is started without another build, beside the head of a pull request; missing or corrupt, it fails the run", async () => {
    await using folder = await checkout("artifact");
    const sha = await commitIn(folder);
    const none = await onPull(folder);
    expect([none.code, (await folder.results()).verdict.reasons]).toEqual([
      23,
      ["steady: base.from: artifact: no baseline yet: main.json does not exist"],
    ]);
    const main = await onMain(folder);
    expect([main.code, (await folder.results()).provenance.base]).toEqual([0, undefined]);
    const { build, anchor } = await baselineOf(folder);
    const archive = expect.stringMatching(/^[0-9a-f]{12}$/);
    expect(build).toEqual({ sha, files: 2, bytes: `${built(200)}${manifest}`.length, archive });
    expect([anchor?.sha, anchor?.carry]).toEqual([sha, ["dist"]]);
    expect(await archivesOf(folder)).toEqual([`main.loadgate-${build?.archive}.tar.gz`]);

    await writeFile(folder.at("app/dist/server.js"), built(400));
    const slower = await onPull(folder);
    const { provenance, scenarios } = await folder.results();
    expect([slower.code, provenance.base]).toEqual([0, { sha, from: "artifact" }]);
    expect(scenarios[0]?.mode).toEqual({
      kind: "duet",
      reason: `base and head on one machine, base from the carried build of ${sha.slice(0, 7)}`,
    });
    const measured = scenarios[0]?.phases.filter(({ warmup }) => !warmup) ?? [];
    const slow = measured.map(({ arm, response_time_ms: times }) => `${arm} ${(times?.p50 ?? 0) > 300}`);
    expect(slow).toEqual(["base false", "head true"]);

    const [spoiltArchive = ""] = await archivesOf(folder);
    await writeFile(folder.at(spoiltArchive), "no archive");
    const spoilt = await onPull(folder);
    expect([spoilt.code, (await folder.results()).verdict.reasons]).toEqual([
      23,
      [
        `steady: base.from: artifact: ${spoiltArchive}: it cannot be unpacked (incorrect header check); delete the baseline and let a run on the default branch make a new one`,
      ],
    ]);
  });

  test("stays if this run has none, and goes without base.carry", async () => {
    await using folder = await checkout("artifact");
    const first = await commitIn(folder);
    await onMain(folder);
    const yml = await folder.read("loadgate.yml");
    await writeFile(folder.at("loadgate.yml"), yml.replace("carry: [dist]", "carry: [gone]"));
    const second = await commitIn(folder);
    const { code, stderr } = await onMain(folder);
    expect([code, stderr]).toEqual([
      0,
      expect.stringContaining(
        "loadgate: --save-baseline: the baseline carries no build of this run: base.carry: expected files in service.directory, found none at gone; base.carry: there is nothing to carry\n",
      ),
    ]);
    const saved = await baselineOf(folder);
    expect([saved.build?.sha, saved.anchor, saved.runs.map(({ sha }) => sha)]).toEqual([
      first,
      undefined,
      [first, second],
    ]);
    await writeFile(folder.at("loadgate.yml"), yml.replace(", carry: [dist]", "").replace("artifact", "none"));
    await onMain(folder);
    expect([(await baselineOf(folder)).build, await archivesOf(folder)]).toEqual([undefined, []]);
  });
});

describe.skipIf(!hasGit)("main beside its anchor", () => {
  test("is shown but not judged; its log-ratios are saved with the anchor's commit; judge gives the same results", async () => {
    await using folder = await checkout("auto", "15s");
    const anchor = await commitIn(folder);
    await onMain(folder);
    await withHistory(folder, anchor);
    await writeFile(folder.at("app/dist/server.js"), built(400));
    const head = await commitIn(folder);
    const main = await onMain(folder);
    const results = await folder.results();
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
    expect(main.stdout).toContain("Main compared with its anchor build: it has drifted");
    const { runs, build, anchor: savedAnchor } = await baselineOf(folder);
    expect([build?.sha, savedAnchor?.sha, runs.length, runs[0]?.anchor]).toEqual([head, anchor, 26, undefined]);
    // The head takes 400 ms instead of 200 ms, and the logarithm of 2 is 0.69.
    expect(runs.at(-1)?.scenarios["steady"]?.log_ratios?.["all"]?.p50).toBeGreaterThan(0.6);

    const before = await folder.read("loadgate-report/results.json");
    await runLoadgate(["judge", "loadgate-report/results.json", "--out", "again"], folder.path);
    expect(await folder.read("again/results.json")).toBe(before);
  });

  test("is measured alone if the anchor cannot be started; this run's build replaces it, with a warning", async () => {
    await using folder = await checkout("auto");
    const first = await commitIn(folder);
    await onMain(folder);
    await writeFile(folder.at("app/dist/other.js"), built(200));
    const yml = await folder.read("loadgate.yml");
    await writeFile(folder.at("loadgate.yml"), yml.replace("dist/server.js", "dist/other.js"));
    const second = await commitIn(folder);
    const { code, stderr } = await onMain(folder);
    expect([code, (await folder.results()).scenarios[0]?.mode.kind]).toEqual([0, "recorded"]);
    expect(stderr).toContain(
      `loadgate: --save-baseline: the search for drift starts again: the anchor build of ${first.slice(0, 7)} could not be measured\n`,
    );
    expect((await folder.results()).warnings.map(({ message }) => message).join()).toContain(
      "base.from: auto found a base in artifact that did not start",
    );
    expect((await baselineOf(folder)).anchor?.sha).toBe(second);
  });

  test("is measured alone if the anchor ends early", async () => {
    await using folder = await checkout("auto");
    // A round has 8 requests of warm-up and 8 that count. The build ends long before the last one, but only as the base.
    const dying = `if (process.env.LOADGATE_ARM === "base") process.env.FAULT_CRASH_AFTER = "6";\n${built(200)}`;
    await writeFile(folder.at("app/dist/server.js"), dying);
    await commitIn(folder);
    expect((await onMain(folder)).code).toBe(0);
    await writeFile(folder.at("app/dist/server.js"), built(200));
    const second = await commitIn(folder);
    const { code } = await onMain(folder);
    const { scenarios } = await folder.results();
    expect([code, scenarios[0]?.mode]).toEqual([
      0,
      {
        kind: "recorded",
        reason:
          "main alone, because it could not be measured beside its anchor build: service.command: the base service ended with exit code 70 while it was measured",
      },
    ]);
    expect((await baselineOf(folder)).anchor?.sha).toBe(second);
  });
});
