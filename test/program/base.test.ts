import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Results } from "../../src/model/results.ts";
import { startGitHub } from "../support/github/server.ts";
import {
  checkOut,
  commit,
  git,
  hasGit,
  onlyMainWorktree,
  pullRequestRemote,
  worktreesOf,
} from "../support/gitRepository.ts";
import { startGitServer } from "../support/gitServer.ts";
import { runLoadgate, type SampleConfig, sampleCommand, sampleConfig, workspace } from "../support/loadgate.ts";
import { runAction } from "../support/runAction.ts";

/** One short round. The tests check which builds were started, and how. */
const quick = (parts: SampleConfig): SampleConfig => ({
  duration: "150ms",
  rate: "40/s",
  ...parts,
  top: ["gate: { budget: 1s }", ...(parts.top ?? [])],
});

/** A repository with two commits. The service logs each start to a file of the workspace. */
async function repository(parts: SampleConfig, before: Readonly<Record<string, string>> = {}) {
  const folder = await workspace();
  const starts = folder.at("starts");
  const note = `echo "$LOADGATE_ARM $(cat version) $(git rev-parse --short=40 HEAD)" >>${starts}`;
  const command = `'${note}; ${sampleCommand(300)}'`;
  const head = folder.at("shop");
  const files = {
    "loadgate.yml": sampleConfig(quick({ command, ...parts })),
    ".gitignore": "loadgate-report\n",
    version: "2",
  };
  git(folder.path, "init", "--quiet", head);
  const base = await commit(head, "base", { version: "1", ...before });
  await commit(head, "head", files);
  return {
    head,
    base,
    folder,
    starts: async () => (await readFile(starts, "utf8").catch(() => "")).trimEnd().split("\n"),
    results: async (): Promise<Results> =>
      JSON.parse(await readFile(join(head, "loadgate-report/results.json"), "utf8")),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

describe.skipIf(!hasGit)("a base from git", () => {
  test("is the commit before, built in a worktree that is removed afterwards", async () => {
    await using shop = await repository({ service: ["build: cp version built"] });
    const { code, stderr } = await runLoadgate(["run"], shop.head);
    const { provenance, scenarios, warnings } = await shop.results();
    const sha = git(shop.head, "rev-parse", "HEAD");
    expect([provenance.base, provenance.head.sha, warnings]).toEqual([{ sha: shop.base, from: "git" }, sha, []]);
    const reason = `base and head on one machine, base from git ${shop.base.slice(0, 7)} (HEAD^1)`;
    expect([code, scenarios[0]?.mode]).toEqual([0, { kind: "duet", reason }]);
    const steps = stderr
      .split("\n")
      .slice(0, 5)
      .map((line) => line.replace(/in \d+ \w+$/, "in …"));
    const building = (arm: string) => [`${arm}: building (cp version built)`, `${arm}: built in …`];
    expect(steps).toEqual([...building("head"), `base: git ${shop.base.slice(0, 7)} (HEAD^1)`, ...building("base")]);
    expect([...new Set(await shop.starts())].toSorted()).toEqual([`base 1 ${shop.base}`, `head 2 ${sha}`]);
    expect([worktreesOf(shop.head), git(shop.head, "status", "--porcelain")]).toEqual([onlyMainWorktree, "?? built"]);
  });

  test("is built once for several runs of a person", async () => {
    await using shop = await repository({
      service: [`build: 'echo "$LOADGATE_ARM $PWD" >>"$BUILDS"; pwd >built'`],
    });
    const cache = shop.folder.at("cache");
    const play = async () => {
      const builds = { LOADGATE_BUILD_CACHE: cache, BUILDS: shop.folder.at("builds") };
      await rm(builds.BUILDS, { force: true });
      const { code, stderr } = await runLoadgate(["run"], shop.head, builds);
      expect([code, (await shop.results()).provenance.base?.sha, worktreesOf(shop.head)]).toEqual([
        0,
        shop.base,
        onlyMainWorktree,
      ]);
      const lines = (await shop.folder.read("builds")).trim().split("\n");
      return { built: lines.map((line) => line.split(" ")[0]), tree: lines[1]?.split(" ")[1] ?? "", stderr };
    };
    const first = await play();
    const second = await play();
    expect([first.built, second.built]).toEqual([["head", "base"], ["head"]]);
    expect(second.stderr).toMatch(
      /^base: built \d+ s ago by an earlier run; LOADGATE_BUILD_CACHE=off builds it anew$/m,
    );
    expect(await readFile(join(first.tree, "../built/built"), "utf8")).toBe(`${first.tree}\n`);
    expect(new Set((await shop.starts()).filter((line) => line.startsWith("base")))).toEqual(
      new Set([`base 1 ${shop.base}`]),
    );
  });

  test("is the commit of --base, even if only the remote has it", async () => {
    await using folder = await workspace();
    const text = sampleConfig(quick({ command: `'cat version >>${folder.at("starts")}; ${sampleCommand(300)}'` }));
    const { url, main1 } = await pullRequestRemote(folder.path, { "loadgate.yml": text });
    git(folder.path, "clone", "--quiet", "--depth=1", url, "head");
    const { code } = await runLoadgate(["run", "--base", main1], folder.at("head"));
    const { provenance } = JSON.parse(await folder.read("head/loadgate-report/results.json"));
    expect([code, provenance.base]).toEqual([0, { sha: main1, from: "git" }]);
    expect(new Set((await folder.read("starts")).match(/main\d/g))).toEqual(new Set(["main1", "main3"]));
    expect(worktreesOf(folder.at("head"))).toEqual(onlyMainWorktree);
  });

  test("is required if --base names it", async () => {
    await using shop = await repository({});
    const { code } = await runLoadgate(["run", "--base", "nowhere"], shop.head);
    const { scenarios, verdict } = await shop.results();
    expect([code, verdict.kind]).toEqual([23, "invalid"]);
    expect(scenarios[0]?.failure).toMatch(
      /^base\.from: git: nowhere: it is not in this repository, which has no remote/,
    );
  });

  test("suggests service.build if a fresh checkout does not start", async () => {
    await using shop = await repository({
      command: "'[ -f ignored ] || exit 3; exec sleep 3'",
      top: ["base: { from: git }"],
    });
    await writeFile(join(shop.head, ".gitignore"), "loadgate-report\nignored\n");
    await writeFile(join(shop.head, "ignored"), "");
    const { code } = await runLoadgate(["run"], shop.head);
    expect(code).toBe(23);
    expect((await shop.results()).scenarios[0]?.failure).toMatch(
      /^service\.command: the base service ended with exit code 3 before it was ready; the base is a fresh checkout without ignored: set service\.build to create what it needs, or base\.copy to copy it\nit logged nothing$/,
    );
  });

  test.each([
    [
      "cannot be built",
      "inconclusive",
      ["build: 'cat version; [ $(cat version) = 2 ]'"],
      /^base\.from: auto found a base in git that could not be built: service\.build: the base build ended with exit code 1 \(1\); name another base by base\.ref, base\.directory or --base$/,
    ],
    [
      "lacks the directory",
      "pass",
      ["directory: new"],
      /^base\.from: auto found no base in git: service\.directory: new does not exist in the base commit \w{7} \(HEAD\^1\); name another base by base\.ref, base\.directory or --base$/,
    ],
  ])(
    "chosen automatically that %s is replaced by the recorded runs: %s, with a warning",
    async (_, kind, service, why) => {
      await using shop = await repository({ service });
      await mkdir(join(shop.head, "new"));
      await writeFile(join(shop.head, "new/version"), "2");
      const { code } = await runLoadgate(["run"], shop.head);
      const { scenarios, warnings, provenance, verdict } = await shop.results();
      expect([code, scenarios[0]?.mode.kind, provenance.base, verdict.kind]).toEqual([0, "recorded", undefined, kind]);
      expect(warnings.map(({ message }) => message)).toEqual([expect.stringMatching(why)]);
      expect(worktreesOf(shop.head)).toEqual(onlyMainWorktree);
    },
  );

  test("is not used for a run that becomes part of the baseline", async () => {
    await using shop = await repository({});
    await runLoadgate(["run", "--save-baseline", "loadgate-report/baseline.json"], shop.head);
    const { scenarios, warnings } = await shop.results();
    expect([scenarios[0]?.mode.kind, warnings]).toEqual(["recorded", []]);
  });
});

test.skipIf(!hasGit)(
  "a pull request in a checkout of one commit is compared with the first parent of the merge",
  async () => {
    await using github = await startGitHub();
    await using folder = await workspace();
    const files = { "loadgate.yml": sampleConfig(quick({})), ".gitignore": "loadgate-report\n" };
    const { url, main3, merge } = await pullRequestRemote(folder.path, files);
    const head = folder.at("head");
    await checkOut(head, url, "refs/pull/1/merge");
    const payload = JSON.parse(
      await readFile(new URL("../../fixtures/github/events/pull_request.json", import.meta.url), "utf8"),
    );
    const event = { name: "pull_request", payload };
    const run = { github, workspace: head, event, ref: "refs/pull/2/merge", sha: merge, runId: 101, post: true };
    const { exitCode, post } = await runAction(run);
    expect([exitCode, post?.exitCode, post?.stdout]).toEqual([0, 0, ""]);
    const { provenance, scenarios, warnings } = JSON.parse(await folder.read("head/loadgate-report/results.json"));
    expect([provenance.base, warnings]).toEqual([{ sha: main3, from: "git" }, []]);
    expect(scenarios[0]?.mode).toEqual({
      kind: "duet",
      reason: `base and head on one machine, base from git ${main3.slice(0, 7)} (HEAD^1 of the merge commit)`,
    });
    expect(worktreesOf(head)).toEqual(onlyMainWorktree);
  },
);

test.skipIf(!hasGit)(
  "a pull request whose base cannot be fetched is inconclusive, and red with fail-on: no_base",
  async () => {
    await using github = await startGitHub();
    await using folder = await workspace();
    const files = { "loadgate.yml": sampleConfig(quick({})), ".gitignore": "loadgate-report\n" };
    const { url, main3, merge } = await pullRequestRemote(folder.path, files);
    const head = folder.at("head");
    await checkOut(head, url, "refs/pull/1/merge");
    await using server = await startGitServer(folder.path, [403, 403]);
    git(head, "remote", "set-url", "origin", `${server.url}/remote`);
    const payload = JSON.parse(
      await readFile(new URL("../../fixtures/github/events/pull_request.json", import.meta.url), "utf8"),
    );
    const event = { name: "pull_request", payload };
    const run = { github, workspace: head, event, ref: "refs/pull/2/merge", sha: merge, runId: 101 };
    const text = `No base: the commit ${main3.slice(0, 7)} could not be fetched (HTTP 403)`;
    const green = await runAction(run);
    const { headline } = JSON.parse(green.outputs["json"] ?? "");
    expect([green.exitCode, green.outputs["verdict"], headline]).toEqual([
      0,
      "inconclusive",
      expect.stringContaining(text),
    ]);
    expect(green.stdout).toContain(`::warning::${text}`);
    const red = await runAction({ ...run, inputs: { "fail-on": "no_base" } });
    expect([red.exitCode, red.stdout]).toEqual([21, expect.stringContaining(`::error::${text}`)]);
  },
);

test.skipIf(!hasGit)("a file that git ignores is reported, unless base.copy copies it", async () => {
  await using shop = await repository({ top: ["base: { copy: [.copied] }"] });
  await writeFile(join(shop.head, ".gitignore"), "loadgate-report\n.env\n.copied\n");
  for (const name of [".env", ".copied"]) await writeFile(join(shop.head, name), "A=1");
  await runLoadgate(["run"], shop.head);
  expect((await shop.results()).warnings.map(({ message }) => message)).toEqual([
    "the base lacks .env, which is beside the head but not in git: a difference may come from there; set base.copy: [.env], or let service.build create them",
  ]);
  await rm(join(shop.head, ".copied"));
  const { code } = await runLoadgate(["run"], shop.head);
  const { scenarios } = await shop.results();
  expect([code, scenarios[0]?.failure]).toEqual([
    23,
    expect.stringMatching(/^base\.copy: \.copied does not exist in service\.directory/),
  ]);
});

describe("the arms are isolated", () => {
  const says = (what: string) => `echo "$LOADGATE_ARM ${what}" >>"$NOTES"`;

  test("each has its own variables and a new temporary directory; before_round comes first; shared state is reported", async () => {
    await using folder = await workspace({ "base/x": "", "head/x": "" });
    const found = '$WHERE $BOTH $(echo $(ls "$TMPDIR")) $(basename "$TMPDIR")$(touch "$TMPDIR/left")';
    const text = sampleConfig(
      quick({
        command: `'${says(found)}; ${sampleCommand(300)}'`,
        service: [
          "directory: head",
          `env: { WHERE: { base: here, head: there }, BOTH: 1, NOTES: "${folder.at("notes")}", SHOP_DB: "postgres://ann:s3cret@db/shop" }`,
          `before_round: ${says("resets in $(basename $PWD)")}; touch "$TMPDIR/prepared"`,
        ],
        top: ["base: { directory: base }"],
      }),
    );
    await writeFile(folder.at("loadgate.yml"), text);
    const { code, stdout } = await runLoadgate(["run"], folder.path);
    expect([code, stdout.includes("s3cret")]).toEqual([0, false]);
    expect((await folder.results()).warnings.map(({ message }) => message)).toEqual([
      "base and head share SHOP_DB: what one writes, the other reads; give each its own: service.env.SHOP_DB: { base: …, head: … }",
    ]);
    const rounds = (await folder.read("notes")).trimEnd().split("\n");
    expect([rounds.length % 4, rounds.length >= 8]).toEqual([0, true]);
    // In each round both are reset, the base first, before either starts. What an earlier start left behind is gone.
    for (let i = 0; i < rounds.length; i += 4) {
      const [first, second, ...starts] = rounds.slice(i, i + 4);
      expect([first, second, ...starts.toSorted()]).toEqual([
        "base resets in base",
        "head resets in head",
        "base here 1 prepared base",
        "head there 1 prepared head",
      ]);
    }
  });

  test("a failed before_round fails the run", async () => {
    const service = ["before_round: echo no database; exit 4"];
    await using folder = await workspace({
      "loadgate.yml": sampleConfig(quick({ service, top: ["base: { directory: . }"] })),
    });
    const { code } = await runLoadgate(["run"], folder.path);
    expect(code).toBe(23);
    expect((await folder.results()).scenarios[0]?.failure).toMatch(
      /^service\.before_round: for the base it ended with exit code 4\nthe end of its log .*\n {2}\| no database$/,
    );
  });
});
