import { describe, expect, test } from "vitest";
import {
  type BaseChoice,
  baseSources,
  type CommitChoice,
  chooseCommit,
  commitBeforeHead,
  needsCommit,
} from "../../../src/experiment/base/source.ts";
import type { EventBase } from "../../../src/github/context.ts";
import type { BaseSpec } from "../../../src/model/plan.ts";
import type { GitCheckout } from "../../../src/shell/gitHistory.ts";

const spec = (of: Partial<BaseSpec> = {}): BaseSpec => ({
  from: "auto",
  carry: [],
  carryImage: false,
  copy: [],
  ...of,
});
const carried = { directory: "/carried", sha: "aaa" };
const choice = (of: Partial<BaseChoice> = {}): BaseChoice => ({
  base: spec(),
  hasService: true,
  isRefreshing: false,
  carried: undefined,
  commitSha: undefined,
  ...of,
});

describe("the source of the base", () => {
  const both = { directory: "../base", target: "http://127.0.0.1:8081" };
  test.each<[string, BaseChoice, readonly string[]]>([
    ["no explicit base: git", choice(), ["git"]],
    ["a directory", choice({ base: spec({ directory: "../base" }) }), ["directory"]],
    ["a target", choice({ base: spec({ target: "http://127.0.0.1:8081" }) }), ["target"]],
    ["both: the directory", choice({ base: spec(both) }), ["directory"]],
    ["both, and from: target", choice({ base: spec({ ...both, from: "target" }) }), ["target"]],
    ["both, and from: git", choice({ base: spec({ ...both, from: "git" }) }), ["git"]],
    ["from: none", choice({ base: spec({ ...both, from: "none" }) }), []],
    ["a carried build of the same commit, then git", choice({ carried, commitSha: "aaa" }), ["artifact", "git"]],
    ["git, then a carried build of another commit", choice({ carried, commitSha: "bbb" }), ["git", "artifact"]],
    ["git, then a carried build, if no commit is known", choice({ carried }), ["git", "artifact"]],
    ["git, then a build without a commit", choice({ carried: { directory: "/c" } }), ["git", "artifact"]],
    [
      "from: artifact uses any carried build",
      choice({ base: spec({ from: "artifact" }), carried, commitSha: "bbb" }),
      ["artifact"],
    ],
    ["from: git uses no carried build", choice({ base: spec({ from: "git" }), carried, commitSha: "aaa" }), ["git"]],
    ["a target for the head: no base", choice({ hasService: false, carried, commitSha: "aaa" }), []],
    ["a run that refreshes the baseline does not use git", choice({ isRefreshing: true }), []],
    ["a run that refreshes the baseline uses the carried build", choice({ isRefreshing: true, carried }), ["artifact"]],
    [
      "a run that refreshes the baseline uses git with from: git",
      choice({ isRefreshing: true, base: spec({ from: "git" }) }),
      ["git"],
    ],
  ])("%s", (_, of, expected) => {
    expect(baseSources(of).map(({ kind }) => kind)).toEqual(expected);
  });

  test("git looks the commit up only if the choice depends on it", () => {
    expect([
      needsCommit(choice({ carried })),
      needsCommit(choice()),
      needsCommit(choice({ carried: { directory: "/c" } })),
      needsCommit(choice({ carried, isRefreshing: true })),
      needsCommit(choice({ carried, hasService: false })),
      needsCommit(choice({ carried, base: spec({ from: "artifact" }) })),
      needsCommit(choice({ carried, base: spec({ directory: "../base" }) })),
    ]).toEqual([true, false, false, false, false, false, false]);
  });
});

describe("the commit to compare with", () => {
  const at = (of: Partial<GitCheckout> = {}): GitCheckout => ({
    head: "hhh",
    parents: ["p1"],
    branch: "feature",
    isDirty: false,
    defaultBranch: "main",
    ...of,
  });
  const { branch: _branch, ...detached } = at();
  const event = (of: Partial<EventBase> = {}): EventBase => ({ defaultBranch: "trunk", ...of });
  const pull = event({ pullRequest: { baseBranch: "release", headSha: "own" } });
  const merge = at({ parents: ["p1", "own"] });
  const parent = { kind: "commit", sha: "p1", why: "HEAD^1" } as const satisfies CommitChoice;
  const mergeParent: CommitChoice = { kind: "commit", sha: "p1", why: "HEAD^1 of the merge commit" };
  const below: CommitChoice = { kind: "commit", sha: "hhh", why: "HEAD, without the uncommitted changes" };
  const queue: CommitChoice = { kind: "commit", sha: "qqq", why: "the base of the merge group" };
  const none: CommitChoice = {
    kind: "nothing",
    why: "HEAD is the first commit, so there is no earlier one to compare with",
  };
  const mergeBase = (branch: string): CommitChoice => ({ kind: "merge_base", branch });

  test.each<[string, string | undefined, EventBase | undefined, GitCheckout, CommitChoice]>([
    ["a named ref", "v1", pull, merge, { kind: "named", ref: "v1" }],
    ["a merge group", undefined, event({ mergeGroupBase: "qqq" }), merge, queue],
    ["a pull request's merge commit", undefined, pull, merge, mergeParent],
    ["a pull request's merge commit with changed files", undefined, pull, { ...merge, isDirty: true }, mergeParent],
    ["a pull request's own head", undefined, pull, at({ head: "own" }), mergeBase("release")],
    [
      "a pull request's own head that is a merge",
      undefined,
      pull,
      { ...merge, head: "own", parents: ["x", "y"] },
      mergeBase("release"),
    ],
    ["a push to a branch", undefined, event(), at(), mergeBase("trunk")],
    ["a push to the default branch", undefined, event(), at({ branch: "trunk", isDirty: true }), parent],
    ["a person on a branch", undefined, undefined, at({ isDirty: true }), mergeBase("main")],
    ["a person on a detached HEAD", undefined, undefined, detached, mergeBase("main")],
    ["a person on main with changes", undefined, undefined, at({ branch: "main", isDirty: true }), below],
    ["a person on main without", undefined, undefined, at({ branch: "main" }), parent],
    ["the first commit", undefined, undefined, at({ branch: "main", parents: [] }), none],
  ])("%s", (_, ref, of, checkout, expected) => {
    expect(chooseCommit(ref, of, checkout)).toEqual(expected);
  });

  test("without a known default branch, the current one counts as it, and the reason says so", () => {
    const { defaultBranch: _, ...unnamed } = at();
    const why = `${parent.why}; this clone does not name its default branch`;
    expect(chooseCommit(undefined, undefined, unnamed)).toEqual({ ...parent, why });
  });

  test("a head on the default branch is compared with the commit before it", () => {
    expect([
      commitBeforeHead(undefined, at()),
      commitBeforeHead(undefined, at({ isDirty: true })),
      commitBeforeHead(event(), at({ isDirty: true })),
    ]).toEqual([parent, below, parent]);
  });
});
