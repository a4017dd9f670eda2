import { z } from "zod";

/** What a response must hold. Anything else is a failed request: a proxy may send `{}` with a success status. */
export interface ExpectedResponse {
  /** Names the content in messages, such as "a list of comments". */
  readonly what: string;
  readonly schema: z.ZodType;
}

/** The option `request` of a call that fails unless the response is as expected. */
export const expecting = (expected: ExpectedResponse) => ({ expected });

/** How the data differs from the expectation. `undefined` if it does not. */
export function describeMismatch(data: unknown, { what, schema }: ExpectedResponse): string | undefined {
  return schema.safeParse(data).success ? undefined : `sent ${formOf(data)} instead of ${what}`;
}

/** The form of the data in a few words. Its content is untrusted and may be long. */
export function formOf(data: unknown): string {
  if (data === undefined || data === "") return "nothing";
  const text = JSON.stringify(data) ?? "";
  if (text.length <= 30) return text;
  return Array.isArray(data) ? "another list" : "something else";
}

const id = z.number().int().positive();
const text = z.string().nullish();

const comment = z.looseObject({
  id,
  html_url: z.string().min(1),
  body: text,
  user: z.looseObject({ login: z.string().min(1), type: text }).nullish(),
});

const artifact = z.looseObject({
  id,
  name: z.string(),
  digest: text,
  expired: z.boolean().nullish(),
  created_at: text,
  workflow_run: z
    .looseObject({
      id: id.nullish(),
      repository_id: id.nullish(),
      head_repository_id: id.nullish(),
      head_branch: text,
    })
    .nullish(),
});

const pullRequest = z.looseObject({
  number: id,
  state: z.string(),
  body: text,
  labels: z.array(z.looseObject({ name: text })),
  // The repository of a fork may have been deleted.
  head: z.looseObject({ sha: z.string().min(1), repo: z.looseObject({ id }).nullable() }),
  base: z.looseObject({ repo: z.looseObject({ id }) }),
});

const repository = z.looseObject({ id }).nullish();

export const expectedResponses = {
  comment: { what: "a comment", schema: comment },
  comments: { what: "a list of comments", schema: z.array(comment) },
  artifacts: { what: "a list of artifacts", schema: z.looseObject({ artifacts: z.array(artifact) }) },
  workflowRun: {
    what: "a run of a workflow",
    schema: z.looseObject({
      path: z.string().min(1),
      event: z.string().min(1),
      head_branch: text,
      repository,
      head_repository: repository,
    }),
  },
  pullRequest: { what: "a pull request", schema: pullRequest },
  pullRequests: { what: "a list of pull requests", schema: z.array(pullRequest) },
  checkRun: { what: "a check run", schema: z.looseObject({ id }) },
  checkRuns: {
    what: "a list of check runs",
    schema: z.looseObject({ check_runs: z.array(z.looseObject({ id, name: z.string(), external_id: text })) }),
  },
  user: { what: "a user", schema: z.looseObject({ login: z.string().min(1) }) },
  // GraphQL reports its errors with a success status.
  viewer: {
    what: "a viewer",
    schema: z.union([
      z.looseObject({ errors: z.array(z.unknown()).min(1) }),
      z.looseObject({ data: z.looseObject({ viewer: z.looseObject({ login: z.string().min(1) }) }) }),
    ]),
  },
} as const satisfies Readonly<Record<string, ExpectedResponse>>;
