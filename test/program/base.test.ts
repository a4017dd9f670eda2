import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { startGitHub } from "../support/github/server.ts";
import { type ConfigParts, config, loadgate, sampleService, workspace } from "../support/loadgate.ts";
import { checkedOut, commit, git, hasGit, noWorktree, pullRequestRemote, worktreesOf } from "../support/repository.ts";
import { runAction } from "../support/runAction.ts";

/** One short round: what is asked here is who was started, from where, and with what. */
const quick = (parts: ConfigParts): ConfigParts => ({
  duration: "300ms",
  rate: "20/s",
  ...parts,
  top: ["gate: { budget: 1s }", ...(parts.top ?? [])],
});

/** A repository of two commits whose service notes each of its starts in a file of the workspace. */
async function repository(parts: ConfigParts, before: Readonly<Record<string, string>> = {}) {
  const place = await workspace();
  const starts = place.at("starts");
  const note = `echo "$LOADGATE_ARM $(cat version) $(git rev-parse --short=40 HEAD)" >>${starts}`;
  const command = `'${note}; exec ${process.execPath} ${sampleService}'`;
  const head = place.at("shop");
  const files = {
    "loadgate.yml": config(quick({ command, ...parts })),
    ".gitignore": "loadgate-report\n",
    version: "2",
  };
  git(place.path, "init", "--quiet", head);
  const base = await commit(head, "base", { version: "1", ...before });
  await commit(head, "head", files);
  return {
    head,
    base,
    place,
    starts: async () => (await readFile(starts, "utf8").catch(() => "")).trimEnd().split("\n"),
    results: async () => JSON.parse(await readFile(join(head, "loadgate-report/results.json"), "utf8")),
    [Symbol.asyncDispose]: () => place[Symbol.asyncDispose](),
  };
}

describe.skipIf(!hasGit)("a base from git", () => {
  test("is the commit before, built in a tree of its own, and leaves none", async () => {
    await using shop = await repository({ service: ["build: cp version built"] });
    const { code, stderr } = await loadgate(["run"], shop.head);
    const { provenance, scenarios, warnings } = await shop.results();
    const sha = git(shop.head, "rev-parse", "HEAD");
    expect([provenance.base, provenance.head.sha, warnings]).toEqual([{ sha: shop.base, from: "git" }, sha, []]);
    const reason = `base and head on one machine, base from git ${shop.base.slice(0, 7)} (HEAD^1)`;
    expect([code, scenarios[0].mode]).toEqual([0, { kind: "duet", reason }]);
    expect(stderr.split("\n")[0]).toBe(`base: git ${shop.base.slice(0, 7)} (HEAD^1)`);
    expect([...new Set(await shop.starts())].toSorted()).toEqual([`base 1 ${shop.base}`, `head 2 ${sha}`]);
    expect([worktreesOf(shop.head), git(shop.head, "status", "--porcelain")]).toEqual([noWorktree, "?? built"]);
  });

  test("is the commit that --base names, in a clone that has it at its remote alone", async () => {
    await using place = await workspace();
    const text = config(
      quick({ command: `'cat version >>${place.at("starts")}; exec ${process.execPath} ${sampleService}'` }),
    );
    const { url, main1 } = await pullRequestRemote(place.path, { "loadgate.yml": text });
    git(place.path, "clone", "--quiet", "--depth=1", url, "head");
    const { code } = await loadgate(["run", "--base", main1], place.at("head"));
    const { provenance } = JSON.parse(await place.read("head/loadgate-report/results.json"));
    expect([code, provenance.base]).toEqual([0, { sha: main1, from: "git" }]);
    expect(new Set((await place.read("starts")).match(/main\d/g))).toEqual(new Set(["main1", "main3"]));
    expect(worktreesOf(place.at("head"))).toEqual(noWorktree);
  });

  test("that is named and cannot be had is no run", async () => {
    await using shop = await repository({});
    const { code } = await loadgate(["run", "--base", "nowhere"], shop.head);
    const { scenarios, verdict } = await shop.results();
    expect([code, verdict.kind]).toEqual([23, "invalid"]);
    expect(scenarios[0].failure).toMatch(
      /^base\.from: git: nowhere: it is not in this repository, which has no remote/,
    );
  });

  test("that is named and does not start without its build says that git ignores files", async () => {
    await using shop = await repository({
      command: "'[ -f ignored ] || exit 3; exec sleep 3'",
      top: ["base: { from: git }"],
    });
    await writeFile(join(shop.head, "ignored"), "");
    const { code } = await loadgate(["run"], shop.head);
    expect(code).toBe(23);
    expect((await shop.results()).scenarios[0].failure).toMatch(
      /^service\.command: the base service ended with exit code 3 before it was ready; the base is a fresh checkout, without what git ignores \(node_modules\): set service\.build to make it\nit logged nothing$/,
    );
  });

  test.each([
    [
      "cannot be built",
      ["build: 'cat version; [ $(cat version) = 2 ]'"],
      /^base\.from: auto found no base in git: service\.build: the base build ended with exit code 1 \(1\); name one by base\.ref, base\.directory or --base$/,
    ],
    [
      "lacks the directory",
      ["directory: new"],
      /^base\.from: auto found no base in git: service\.directory: new does not exist in the base commit \w{7} \(HEAD\^1\); name one by base\.ref, base\.directory or --base$/,
    ],
  ])(
    "that nobody named and that %s gives way to the recorded runs, and the warning says why",
    async (_, service, why) => {
      await using shop = await repository({ service });
      await mkdir(join(shop.head, "new"));
      await writeFile(join(shop.head, "new/version"), "2");
      const { code } = await loadgate(["run"], shop.head);
      const { scenarios, warnings, provenance } = await shop.results();
      expect([code, scenarios[0].mode.kind, provenance.base]).toEqual([0, "recorded", undefined]);
      expect(warnings).toEqual([expect.stringMatching(why)]);
      expect(worktreesOf(shop.head)).toEqual(noWorktree);
    },
  );

  test("is not looked for where the run is to become a part of the baseline", async () => {
    await using shop = await repository({});
    await loadgate(["run", "--save-baseline", "loadgate-report/baseline.json"], shop.head);
    const { scenarios, warnings } = await shop.results();
    expect([scenarios[0].mode.kind, warnings]).toEqual(["recorded", []]);
  });
});

test.skipIf(!hasGit)(
  "a pull request in a checkout of one commit: the duet is against the first parent of the merge",
  async () => {
    await using github = await startGitHub();
    await using place = await workspace();
    const files = { "loadgate.yml": config(quick({})), ".gitignore": "loadgate-report\n" };
    const { url, main3, merge } = await pullRequestRemote(place.path, files);
    const head = place.at("head");
    await checkedOut(head, url, "refs/pull/1/merge");
    const payload = JSON.parse(
      await readFile(new URL("../../fixtures/github/events/pull_request.json", import.meta.url), "utf8"),
    );
    const event = { name: "pull_request", payload };
    const run = { github, workspace: head, event, ref: "refs/pull/2/merge", sha: merge, runId: 101 };
    const { exitCode, post } = await runAction(run);
    expect([exitCode, post?.exitCode, post?.stdout]).toEqual([0, 0, ""]);
    const { provenance, scenarios, warnings } = JSON.parse(await place.read("head/loadgate-report/results.json"));
    expect([provenance.base, warnings]).toEqual([{ sha: main3, from: "git" }, []]);
    expect(scenarios[0].mode).toEqual({
      kind: "duet",
      reason: `base and head on one machine, base from git ${main3.slice(0, 7)} (HEAD^1 of the merge commit)`,
    });
    expect(worktreesOf(head)).toEqual(noWorktree);
  },
);

describe("the arms are isolated", () => {
  const reporting = (what: string) =>
    `'echo "$LOADGATE_ARM ${what}" >>"$NOTES"; exec ${process.execPath} ${sampleService}'`;
  const lines = async (text: Promise<string>) => [...new Set((await text).trimEnd().split("\n"))].toSorted();

  test("each has its own variables and its own temporary directory, empty at every start", async () => {
    await using place = await workspace();
    const text = config(
      quick({
        command: reporting('$WHERE $BOTH $(ls "$TMPDIR" | wc -l) $(basename "$TMPDIR")$(touch "$TMPDIR/left")'),
        service: [`env: { WHERE: { base: here, head: there }, BOTH: 1, NOTES: "${place.at("notes")}" }`],
        top: ["base: { directory: . }"],
      }),
    );
    await writeFile(place.at("loadgate.yml"), text);
    const { code } = await loadgate(["run"], place.path);
    expect(code).toBe(0);
    expect(await lines(place.read("notes"))).toEqual(["base here 1 0 base", "head there 1 0 head"]);
  });

  test("what they share is told, but not its value, and before_round resets it: base first, before either starts", async () => {
    await using place = await workspace({ "base/x": "", "head/x": "" });
    const text = config(
      quick({
        command: reporting("starts"),
        service: [
          "directory: head",
          `env: { NOTES: "${place.at("notes")}", SHOP_DB: "postgres://ann:s3cret@db/shop" }`,
          'before_round: echo "$LOADGATE_ARM resets in $(basename $PWD)" >>"$NOTES"; touch "$TMPDIR/prepared"',
        ],
        top: ["base: { directory: base }"],
      }),
    );
    await writeFile(place.at("loadgate.yml"), text);
    const { code, stdout } = await loadgate(["run"], place.path);
    expect([code, stdout.includes("s3cret")]).toEqual([0, false]);
    expect((await place.results()).warnings).toEqual([
      "base and head share SHOP_DB: what one writes, the other reads; give each its own: service.env.SHOP_DB: { base: …, head: … }",
    ]);
    const rounds = (await place.read("notes")).trimEnd().split("\n");
    expect(rounds.length % 4).toBe(0);
    for (let i = 0; i < rounds.length; i += 4) {
      const [first, second, ...starts] = rounds.slice(i, i + 4);
      expect([first, second, ...starts.toSorted()]).toEqual([
        "base resets in base",
        "head resets in head",
        "base starts",
        "head starts",
      ]);
    }
  });

  test("a reset that fails is no run", async () => {
    const service = ["before_round: echo no database; exit 4"];
    await using place = await workspace({
      "loadgate.yml": config(quick({ service, top: ["base: { directory: . }"] })),
    });
    const { code } = await loadgate(["run"], place.path);
    expect(code).toBe(23);
    expect((await place.results()).scenarios[0]?.failure).toMatch(
      /^service\.before_round: for the base it ended with exit code 4\nthe end of its log .*\n {2}\| no database$/,
    );
  });
});
