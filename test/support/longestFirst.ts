import type { TestSpecification } from "vitest/node";
import { BaseSequencer } from "vitest/node";

/**
 * The test files that take longest, the longest one first. They start first, so that no worker is still busy long after the
 * others. Vitest alone knows durations only of the run before, which a fresh checkout does not have.
 */
const longest = [
  "program/action",
  "program/base",
  "pipeline/baselineBuilds",
  "program/overload",
  "program/workflowsRunDuets",
  "program/cli",
  "pipeline/confirm",
  "program/workflowsRunContainers",
  "program/workflowsRunParts",
  "program/failures",
  "program/workflowsRun",
  "program/capacity",
  "program/leak",
  "program/actionConfirm",
  "program/scenarios",
  "service/killing",
  "action/commentJob",
  "action/baselineFile",
  "action/mergeJob",
  "program/workflowsRunComments",
  "program/actionRace",
  "action/publish",
  "service/container/container",
  "service/container/compose",
  "githubApi/faultTable",
  "report/html/html",
  "githubApi/artifacts",
  "experiment/base/git",
  "explain/profile/recipes",
  "fixtures/sampleService",
  "stats/changePoints",
  "load/loadGenerator",
  "load/http/streams",
  "load/http/http1/parserFuzz",
  "service/startFailure",
];

/** Starts the whole runs before the parts, and in each project the longest files first. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

function rank({ moduleId, project }: TestSpecification): number {
  const position = longest.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
  const inProject = position < 0 ? longest.length : position;
  return project.name === "whole runs" ? inProject : inProject + longest.length + 1;
}
