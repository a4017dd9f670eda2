import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";
import { parse } from "yaml";
import { z } from "zod";

const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const texts = z.record(z.string(), scalar).default({});

const permissions = z.record(z.string(), z.enum(["read", "write", "none"]));

const step = z.strictObject({
  id: z.string().optional(),
  name: z.string().optional(),
  if: z.unknown().optional(),
  "continue-on-error": z.boolean().default(false),
  uses: z.string().optional(),
  run: z.string().optional(),
  with: texts,
  env: texts,
});

const job = z.strictObject({
  name: z.string().optional(),
  "runs-on": z.string(),
  "timeout-minutes": z.number(),
  permissions: permissions.optional(),
  needs: z.union([z.string().transform((id) => [id]), z.array(z.string())]).default([]),
  if: z.unknown().optional(),
  outputs: texts,
  strategy: z
    .strictObject({ "fail-fast": z.boolean().default(true), matrix: z.record(z.string(), z.unknown()) })
    .optional(),
  env: texts,
  steps: z.array(step),
});

/** The workflow file. Keys that the runner here does not implement are rejected. */
const workflowFile = z.strictObject({
  name: z.string(),
  on: z.unknown(),
  permissions: permissions.optional(),
  concurrency: z.unknown().optional(),
  env: texts,
  jobs: z.record(z.string(), job),
});

const branches = z.strictObject({ branches: z.array(z.string()).optional() });

const events = z.strictObject({
  push: branches.optional(),
  pull_request: branches.optional(),
  merge_group: branches.optional(),
  schedule: z.array(z.object({ cron: z.string() })).optional(),
  workflow_dispatch: z.object({}).optional(),
  workflow_run: z.strictObject({ workflows: z.array(z.string()), types: z.array(z.literal("completed")) }).optional(),
});

/** A step of the file, with the condition that GitHub derives from its `if`. */
export type Step = z.output<typeof step> & { readonly key: string; readonly condition: string };
export type Permissions = z.output<typeof permissions>;

export interface Job extends Omit<z.output<typeof job>, "steps"> {
  readonly id: string;
  readonly condition: string;
  readonly steps: readonly Step[];
}

export interface Workflow {
  readonly name: string;
  /** Relative to the repository's root. */
  readonly path: string;
  readonly events: z.output<typeof events>;
  readonly permissions: Permissions | undefined;
  readonly env: Readonly<Record<string, string>>;
  /** Sorted so that each job comes after those that it needs. */
  readonly jobs: readonly Job[];
}

/** Parses with GitHub's own parser. Throws on its errors, and on features that are not implemented here. */
export async function parseWorkflowFile(path: string, text: string): Promise<Workflow> {
  const { context, value } = parseWorkflow({ name: path, content: text }, new NoOperationTraceWriter());
  const template = value && (await convertWorkflowTemplate(context, value));
  const errors = context.errors.getErrors().map(({ message }) => message);
  if (template === undefined || errors.length > 0) throw new Error(errors.join("\n"));
  const file = workflowFile.parse(parse(text));
  const jobs = template.jobs.map((parsed): Job => {
    const jobFile = file.jobs[parsed.id.value];
    if (jobFile === undefined || parsed.type !== "job")
      throw new Error(`${path}: ${parsed.id.value} is not a plain job`);
    const steps = jobFile.steps.map((each, index) => {
      const { id = "", if: condition } = parsed.steps[index] ?? {};
      return { ...each, key: id, condition: condition?.expression ?? "success()" };
    });
    return { ...jobFile, id: parsed.id.value, condition: parsed.if.expression, steps };
  });
  const { name, permissions: granted, env } = file;
  return { name, path, events: events.parse(template.events), permissions: granted, env, jobs: sortByNeeds(jobs) };
}

function sortByNeeds(jobs: readonly Job[], before: readonly Job[] = []): readonly Job[] {
  if (jobs.length === 0) return before;
  const isReady = ({ needs }: Job) => needs.every((id) => before.some((job) => job.id === id));
  const ready = jobs.filter(isReady);
  if (ready.length === 0) throw new Error(`needs that no job satisfies: ${jobs.map(({ id }) => id).join(", ")}`);
  const waiting = jobs.filter((job) => !isReady(job));
  return sortByNeeds(waiting, [...before, ...ready]);
}
