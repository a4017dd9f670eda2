import { describe, expect, test } from "vitest";
import {
  beforeHead,
  type Choice,
  isWantedAsked,
  sourcesOf,
  type WantedCommit,
  wantedCommit,
} from "../../../src/experiment/base/source.ts";
import type { BaseEvent } from "../../../src/github/context.ts";
import type { BaseSpec } from "../../../src/model/plan.ts";
import type { Checkout } from "../../../src/shell/gitHistory.ts";

const spec = (of: Partial<BaseSpec> = {}): BaseSpec => ({ from: "auto", carry: [], ...of });
const carried = { directory: "/carried", sha: "aaa" };
const choice = (of: Partial<Choice> = {}): Choice => ({
  base: spec(),
  hasService: true,
  isRefreshing: false,
  carried: undefined,
  wanted: undefined,
  ...of,
});

describe("where the base comes from", () => {
  const both = { directory: "../base", target: "http://127.0.0.1:8081" };
  test.each<[string, Choice, readonly string[]]>([
    ["nothing named: git", choice(), ["git"]],
    ["a directory", choice({ base: spec({ directory: "../base" }) }), ["directory"]],
    ["a target", choice({ base: spec({ target: "http://127.0.0.1:8081" }) }), ["target"]],
    ["both: the directory", choice({ base: spec(both) }), ["directory"]],
    ["both, and from: target", choice({ base: spec({ ...both, from: "target" }) }), ["target"]],
    ["both, and from: git", choice({ base: spec({ ...both, from: "git" }) }), ["git"]],
    ["from: none", choice({ base: spec({ ...both, from: "none" }) }), []],
    ["a carried build of the very commit, then git", choice({ carried, wanted: "aaa" }), ["artifact", "git"]],
    ["git, then a carried build of another commit", choice({ carried, wanted: "bbb" }), ["git", "artifact"]],
    ["git, then a carried build where no commit is known", choice({ carried }), ["git", "artifact"]],
    ["git, then a build without a commit", choice({ carried: { directory: "/c" } }), ["git", "artifact"]],
    ["from: artifact takes any", choice({ base: spec({ from: "artifact" }), carried, wanted: "bbb" }), ["artifact"]],
    ["from: git takes none", choice({ base: spec({ from: "git" }), carried, wanted: "aaa" }), ["git"]],
    ["a mere target for the head", choice({ hasService: false, carried, wanted: "aaa" }), []],
    ["the default branch's own run takes no git", choice({ isRefreshing: true }), []],
    ["the default branch's own run takes what is carried", choice({ isRefreshing: true, carried }), ["artifact"]],
    ["unless it says so", choice({ isRefreshing: true, base: spec({ from: "git" }) }), ["git"]],
  ])("%s", (_, of, wanted) => {
    expect(sourcesOf(of).map(({ kind }) => kind)).toEqual(wanted);
  });

  test("git is asked for the commit only where the answer matters", () => {
    expect([
      isWantedAsked(choice({ carried })),
      isWantedAsked(choice()),
      isWantedAsked(choice({ carried: { directory: "/c" } })),
      isWantedAsked(choice({ carried, isRefreshing: true })),
      isWantedAsked(choice({ carried, hasService: false })),
      isWantedAsked(choice({ carried, base: spec({ from: "artifact" }) })),
      isWantedAsked(choice({ carried, base: spec({ directory: "../base" }) })),
    ]).toEqual([true, false, false, false, false, false, false]);
  });
});

describe("which commit it is", () => {
  const at = (of: Partial<Checkout> = {}): Checkout => ({
    head: "hhh",
    parents: ["p1"],
    branch: "feature",
    isDirty: false,
    defaultBranch: "main",
    ...of,
  });
  const { branch: _branch, ...detached } = at();
  const event = (of: Partial<BaseEvent> = {}): BaseEvent => ({ defaultBranch: "trunk", ...of });
  const pull = event({ pullRequest: { baseBranch: "release", headSha: "own" } });
  const merge = at({ parents: ["p1", "own"] });
  const parent = { kind: "commit", sha: "p1", why: "HEAD^1" } as const satisfies WantedCommit;
  const mergeParent: WantedCommit = { kind: "commit", sha: "p1", why: "HEAD^1 of the merge commit" };
  const below: WantedCommit = { kind: "commit", sha: "hhh", why: "HEAD, without the uncommitted changes" };
  const queue: WantedCommit = { kind: "commit", sha: "qqq", why: "the base of the merge group" };
  const none: WantedCommit = { kind: "nothing", why: "HEAD is the first commit: there is none to compare with" };
  const mergeBase = (branch: string): WantedCommit => ({ kind: "merge_base", branch });

  test.each<[string, string | undefined, BaseEvent | undefined, Checkout, WantedCommit]>([
    ["named", "v1", pull, merge, { kind: "named", ref: "v1" }],
    ["a merge group", undefined, event({ mergeGroupBase: "qqq" }), merge, queue],
    ["a pull request's merge commit", undefined, pull, merge, mergeParent],
    ["... and nobody asks for changed files", undefined, pull, { ...merge, isDirty: true }, mergeParent],
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
    ["a person on no branch", undefined, undefined, detached, mergeBase("main")],
    ["a person on main with changes", undefined, undefined, at({ branch: "main", isDirty: true }), below],
    ["a person on main without", undefined, undefined, at({ branch: "main" }), parent],
    ["the first commit", undefined, undefined, at({ branch: "main", parents: [] }), none],
  ])("%s", (_, ref, of, checkout, wanted) => {
    expect(wantedCommit(ref, of, checkout)).toEqual(wanted);
  });

  test("where no branch is the default one, this one is, and that is told", () => {
    const { defaultBranch: _, ...nameless } = at();
    const why = `${parent.why}; this clone does not say which branch is the default one`;
    expect(wantedCommit(undefined, undefined, nameless)).toEqual({ ...parent, why });
  });

  test("a head that main has already is compared with what was before it", () => {
    expect([
      beforeHead(undefined, at()),
      beforeHead(undefined, at({ isDirty: true })),
      beforeHead(event(), at({ isDirty: true })),
    ]).toEqual([parent, below, parent]);
  });
});
