import type { BaseEvent } from "../../github/context.ts";
import { type BaseSpec, isNamed } from "../../model/plan.ts";
import type { Checkout } from "../../shell/gitHistory.ts";

/** What this run knows about its base beside the plan. */
export interface BaseFacts {
  /** The default branch's own run: it is compared with no commit of git. */
  readonly isRefreshing: boolean;
  /** Absent where nothing but a person started the run. */
  readonly event?: BaseEvent;
}

/** A build that an earlier run has left, unpacked and ready to be started. */
export interface CarriedBuild {
  readonly directory: string;
  readonly sha?: string;
  /** Whether it is main's own past, which main is compared with to find drift. */
  readonly isAnchor?: boolean;
}

export type BaseSource =
  | { readonly kind: "target"; readonly origin: string }
  | { readonly kind: "directory"; readonly directory: string }
  | { readonly kind: "artifact"; readonly carried: CarriedBuild | undefined }
  | { readonly kind: "git" };

export interface Choice {
  readonly base: BaseSpec;
  /** Without a service, there is nothing to start. */
  readonly hasService: boolean;
  readonly isRefreshing: boolean;
  readonly carried: CarriedBuild | undefined;
  /** The commit to compare with, where it is known. */
  readonly wanted: string | undefined;
}

/** Where the base may come from, the best first. Where there is more than one, or `auto` found it, it may fail. */
export function sourcesOf({ base, hasService, isRefreshing, carried, wanted }: Choice): readonly BaseSource[] {
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
  const isTheVery = carried?.sha !== undefined && carried.sha === wanted;
  return isTheVery ? [...artifact, { kind: "git" }] : [{ kind: "git" }, ...artifact];
}

/** Whether the choice depends on the commit to compare with, which may have to be fetched to be known. */
export function isWantedAsked({ base, hasService, isRefreshing, carried }: Omit<Choice, "wanted">): boolean {
  return base.from === "auto" && !isNamed(base) && hasService && !isRefreshing && carried?.sha !== undefined;
}

/** Which commit the head is to be compared with, or what to ask git for it. */
export type WantedCommit =
  | { readonly kind: "commit"; readonly sha: string; readonly why: string }
  | { readonly kind: "named"; readonly ref: string }
  | { readonly kind: "merge_base"; readonly branch: string }
  | { readonly kind: "nothing"; readonly why: string };

/** `ref` is what the configuration or the command line names. */
export function wantedCommit(ref: string | undefined, event: BaseEvent | undefined, checkout: Checkout): WantedCommit {
  if (ref !== undefined) return { kind: "named", ref };
  if (event?.mergeGroupBase !== undefined)
    return { kind: "commit", sha: event.mergeGroupBase, why: "the base of the merge group" };
  if (event?.pullRequest !== undefined) {
    const { baseBranch, headSha } = event.pullRequest;
    const isMerge = checkout.parents.length > 1 && checkout.head !== headSha;
    return isMerge ? parentOf(checkout, "HEAD^1 of the merge commit") : { kind: "merge_base", branch: baseBranch };
  }
  const main = event?.defaultBranch ?? checkout.defaultBranch;
  if (main !== undefined && checkout.branch !== main) return { kind: "merge_base", branch: main };
  const before = beforeHead(event, checkout);
  if (main !== undefined || before.kind !== "commit") return before;
  return { ...before, why: `${before.why}; this clone does not say which branch is the default one` };
}

/** What to compare with where the head itself is a commit of the default branch. */
export function beforeHead(event: BaseEvent | undefined, checkout: Checkout): WantedCommit {
  // In a job, earlier steps may have changed files; a person's changes are what is to be measured.
  if (event === undefined && checkout.isDirty)
    return { kind: "commit", sha: checkout.head, why: "HEAD, without the uncommitted changes" };
  return parentOf(checkout, "HEAD^1");
}

function parentOf({ parents: [first] }: Checkout, why: string): WantedCommit {
  if (first === undefined) return { kind: "nothing", why: "HEAD is the first commit: there is none to compare with" };
  return { kind: "commit", sha: first, why };
}
