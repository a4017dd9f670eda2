import type { Api } from "../githubApi/api.ts";
import type { Verdict } from "../model/verdict.ts";
import type { Context } from "./context.ts";

export interface CheckRun {
  readonly key: string;
  readonly verdict: Verdict;
  /** Whether it passes for want of a baseline alone. */
  readonly isNew: boolean;
  readonly headline: string;
  /** Markdown, in no more than `mostSummaryBytes`. */
  readonly summary: string;
  readonly remarks: readonly {
    readonly level: "error" | "warning";
    readonly text: string;
    readonly spot?: { readonly file: string; readonly line: number };
  }[];
}

/** As GitHub has them. It speaks of characters, and counts the summary's bytes (github/docs#35252). */
export const mostSummaryBytes = 65_535;
const longestTitle = 255;
const mostAnnotations = 50;

/** The verdict as a check run of the commit that was measured. Throws where GitHub refuses. */
export async function createCheckRun(api: Api, { owner, repo }: Context, sha: string, check: CheckRun): Promise<void> {
  const { key, headline, summary, remarks } = check;
  const annotations = remarks.flatMap(({ level, text, spot }) => {
    if (spot === undefined) return [];
    const annotation_level = level === "error" ? ("failure" as const) : ("warning" as const);
    return [{ path: spot.file, start_line: spot.line, end_line: spot.line, annotation_level, message: text }];
  });
  await api.rest.checks.create({
    owner,
    repo,
    name: key === "default" ? "Loadgate" : `Loadgate / ${key}`,
    head_sha: sha,
    status: "completed",
    conclusion: conclusionOf(check),
    output: {
      title: headline.slice(0, longestTitle).toWellFormed(),
      summary,
      annotations: annotations.slice(0, mostAnnotations),
    },
  });
}

/** Only a pass that compared something is a success. */
function conclusionOf({ verdict, isNew }: CheckRun): "success" | "failure" | "neutral" {
  if (verdict.failing) return "failure";
  return verdict.kind === "pass" && !isNew ? "success" : "neutral";
}
