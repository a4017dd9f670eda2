import type { EventBase } from "../../github/context.ts";
import { type BaseSpec, hasExplicitBase } from "../../model/plan.ts";
import type { GitCheckout } from "../../shell/gitHistory.ts";

/** Facts about the base that the plan does not have. */
export interface BaseFacts {
  /** This run refreshes the baseline of the default branch. It is not compared with a commit. */
  readonly isRefreshing: boolean;
  /** The workflow event. Absent if a person started the run. */
  readonly event?: EventBase;
}

/** A build that an earlier run saved beside the baseline, unpacked and ready to start. */
export interface CarriedBuild {
  readonly directory: string;
  readonly sha?: string;
  /** The anchor: an old build of the default branch. The default branch is compared with it to find drift. */
  readonly isAnchor?: boolean;
}

export type BaseSource =
  | { readonly kind: "target"; readonly origin: string }
  | { readonly kind: "directory"; readonly directory: string }
  | { readonly kind: "artifact"; readonly carried: CarriedBuild | undefined }
  | { readonly kind: "git" };

export interface BaseChoice {
  readonly base: BaseSpec;
  /** Without a service in the plan, no build can be started. */
  readonly hasService: boolean;
  readonly isRefreshing: boolean;
  readonly carried: CarriedBuild | undefined;
  /** The commit to compare with, if it is known. */
  readonly commitSha: string | undefined;
}

/** The sources of the base, in the order to try them. Only an automatic choice gives more than one. */
export function baseSources(choice: BaseChoice): readonly BaseSource[] {
  const { base, hasService, isRefreshing, carried, commitSha } = choice;
  const { from, target, directory } = base;
  if (from === "none") return [];
  if (target !== undefined && (from === "target" || (from === "auto" && directory === undefined)))
    return [{ kind: "target", origin: target }];
  if (directory !== undefined && (from === "directory" || from === "auto")) return [{ kind: "directory", directory }];
  if (from === "git") return [{ kind: "git" }];
  if (from === "artifact") return [{ kind: "artifact", carried }];
  if (!hasService) return [];
  const artifact: readonly BaseSource[] = carried === undefined ? [] : [{ kind: "artifact", carried }];
  if (isRefreshing) return artifact;
  // A carried build of the very commit saves building it.
  const isSameCommit = carried?.sha !== undefined && carried.sha === commitSha;
  return isSameCommit ? [...artifact, { kind: "git" }] : [{ kind: "git" }, ...artifact];
}

/** True if the choice depends on the commit to compare with. Finding it may take a fetch. */
export function needsCommit({ base, hasService, isRefreshing, carried }: Omit<BaseChoice, "commitSha">): boolean {
  return base.from === "auto" && !hasExplicitBase(base) && hasService && !isRefreshing && carried?.sha !== undefined;
}

/** The commit to compare the head with, or the question to git that finds it. */
export type CommitChoice =
  | { readonly kind: "commit"; readonly sha: string; readonly why: string }
  | { readonly kind: "named"; readonly ref: string }
  | { readonly kind: "merge_base"; readonly branch: string }
  | { readonly kind: "nothing"; readonly why: string };

/** `ref` is the commit, tag or branch from the configuration or the command line. */
export function chooseCommit(
  ref: string | undefined,
  event: EventBase | undefined,
  checkout: GitCheckout,
): CommitChoice {
  if (ref !== undefined) return { kind: "named", ref };
  if (event?.mergeGroupBase !== undefined)
    return { kind: "commit", sha: event.mergeGroupBase, why: "the base of the merge group" };
  if (event?.pullRequest !== undefined) {
    const { baseBranch, headSha } = event.pullRequest;
    const isMerge = checkout.parents.length > 1 && checkout.head !== headSha;
    return isMerge ? firstParent(checkout, "HEAD^1 of the merge commit") : { kind: "merge_base", branch: baseBranch };
  }
  const main = event?.defaultBranch ?? checkout.defaultBranch;
  if (main !== undefined && checkout.branch !== main) return { kind: "merge_base", branch: main };
  const before = commitBeforeHead(event, checkout);
  if (main !== undefined || before.kind !== "commit") return before;
  return { ...before, why: `${before.why}; this clone does not name its default branch` };
}

/** The commit to compare with if the head itself is a commit of the default branch. */
export function commitBeforeHead(event: EventBase | undefined, checkout: GitCheckout): CommitChoice {
  // In a job, earlier steps may have changed files. A person's uncommitted changes are what the run measures.
  if (event === undefined && checkout.isDirty)
    return { kind: "commit", sha: checkout.head, why: "HEAD, without the uncommitted changes" };
  return firstParent(checkout, "HEAD^1");
}

function firstParent({ parents: [first] }: GitCheckout, why: string): CommitChoice {
  if (first === undefined)
    return { kind: "nothing", why: "HEAD is the first commit, so there is no earlier one to compare with" };
  return { kind: "commit", sha: first, why };
}
