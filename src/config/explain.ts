import type { ExplainSpec } from "../model/plan.ts";
import type { FileConfig } from "./schema/fileSchema.ts";

export function explainOf({ budget, profile, traces }: FileConfig["explain"]): ExplainSpec {
  return { budgetMs: budget, traces, ...(profile && { profile: profileOf(profile) }) };
}

function profileOf(profile: NonNullable<FileConfig["explain"]["profile"]>): NonNullable<ExplainSpec["profile"]> {
  if ("command" in profile) return { kind: "command", command: profile.command };
  return { kind: "pprof", path: profile.pprof };
}
