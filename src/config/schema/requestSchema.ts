import { z } from "zod";
import { feedOrders } from "../../model/plan.ts";
import { durationRange, positiveDuration } from "./units.ts";
import { requestSla } from "./slaSchema.ts";
import { identifier, nonEmptyText, object, oneOf, positiveNumber, scalar, text, texts } from "./valueTypes.ts";

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

/** It may begin with a template, as a redirect's target that an earlier step extracted does. */
const path = text.regex(/^(\/|\$\{)/, { error: "expected a path that starts with /, such as /hello" });

const requestLine = text
  .regex(/^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) (\/|\$\{[^}]*\})(\$\{[^}]*\}|\S)*$/, {
    error: "expected a method and a path, such as GET /hello",
  })
  .describe("A method and a path, such as GET /hello.");

const statusWanted = "expected an HTTP status, 100 to 599, such as 201, 2xx, 200-299 or a list of them";

const oneStatus = z.union(
  [
    z
      .number({ error: statusWanted })
      .int({ error: statusWanted })
      .min(100, { error: statusWanted })
      .max(599, { error: statusWanted }),
    z.string().regex(/^[1-5](xx|\d\d(-[1-5]\d\d)?)$/, { error: statusWanted }),
  ],
  { error: statusWanted },
);

const status = z.union([oneStatus, z.array(oneStatus).min(1)], { error: statusWanted });

const expectations = object({
  status: status
    .optional()
    .describe("What counts as a success: 201, 2xx, 200-299, or a list; without it, every status below 400."),
  header: texts.default({}).describe("Headers by name: the value, or a regular expression between slashes."),
  body: text.optional().describe("A text that the body must contain, or a regular expression between slashes."),
  json: z
    .record(z.string(), z.unknown(), { error: 'expected values by JSONPath, such as { "$.ok": true }' })
    .default({})
    .describe("Values by JSONPath (RFC 9535); the first match must equal them."),
  latency: positiveDuration.optional().describe("Most time from when the request was due until its last byte."),
});

const extraction = z.union(
  [
    nonEmptyText,
    object({
      json: nonEmptyText.optional().describe("JSONPath (RFC 9535) into the body: its first match."),
      header: nonEmptyText.optional(),
      cookie: nonEmptyText.optional(),
      regex: nonEmptyText.optional().describe("Into the body: the first group of the first match, or all of it."),
    }),
  ],
  { error: 'expected a JSONPath, such as "$.id", or a map of json, header, cookie or regex' },
);

const part = z.union(
  [scalar, object({ file: nonEmptyText, type: nonEmptyText.optional().describe("Its media type.") })],
  { error: "expected a text, or a map of file, type" },
);

const everyRequest = {
  name: nonEmptyText.optional().describe("By default method and path."),
  method: oneOf(methods).default("GET"),
  path: path.describe("Path and query."),
  query: texts.default({}).describe("Joins the path, percent-encoded."),
  headers: texts.default({}),
  json: z.unknown().optional().describe("Body, sent as application/json."),
  body: text.optional().describe("Body, sent as it stands."),
  form: texts.optional().describe("Body, sent as application/x-www-form-urlencoded."),
  file: nonEmptyText.optional().describe("Body: a file, sent as it stands."),
  multipart: z
    .record(z.string(), part, { error: "expected fields by name, such as { title: text, photo: { file: a.png } }" })
    .optional()
    .describe("Body, sent as multipart/form-data: texts, and files as { file, type }."),
  expect: expectations.prefault({}),
  extract: z
    .record(identifier, extraction, { error: 'expected JSONPaths by name, such as { id: "$.id" }' })
    .default({})
    .describe("Values of the answer that later steps take as ${name}: a JSONPath, or json, header, cookie or regex."),
};

const counted = { ...everyRequest, sla: requestSla.default({}) };

const weight = positiveNumber.default(1).describe("Share of the arrivals, relative to the other requests.");

export const requestObject = object(everyRequest);

const oneRequest = z.union([requestLine, requestObject], {
  error: "expected a method and a path, such as GET /hello",
});

const step = z.union(
  [requestLine, object({ ...counted, think_time: durationRange.optional().describe("Rest before the next step.") })],
  { error: "expected a method and a path, such as GET /hello" },
);

const flow = object({
  flow: nonEmptyText.describe("Name of a flow: several requests in order, by one user with cookies of its own."),
  weight,
  think_time: durationRange.prefault("0s").describe("Of a flow: rest between its steps, such as 2s or 1s..3s."),
  steps: z
    .array(step, { error: "expected a list of steps, such as [GET /cart]" })
    .min(1, { error: "expected at least one step" })
    .describe("Of a flow: its requests, like those of the list itself."),
});

const entry = z.union([requestLine, object({ ...counted, weight }), flow], {
  error: "expected a method and a path, such as GET /hello",
});

export const requests = z
  .array(entry, { error: "expected a list of requests, such as [GET /hello]" })
  .min(1, { error: "expected at least one request" });

export const setupRequests = z.array(oneRequest, { error: "expected a list of requests, such as [POST /reset]" });

const feedFile = nonEmptyText.regex(/\.(csv|jsonl|ndjson)$/i, {
  error: "expected a file that ends in .csv, .jsonl or .ndjson",
});

const feed = z.union([feedFile, object({ file: feedFile, order: oneOf(feedOrders).default("in_order") })], {
  error: "expected a file that ends in .csv, .jsonl or .ndjson, or a map of file, order",
});

export const feeds = z.record(identifier, feed, { error: "expected files by name, such as { people: people.csv }" });

/** With or without what only a step has. */
export type FileRequest =
  | string
  | (z.output<typeof requestObject> & Partial<Pick<Exclude<z.output<typeof step>, string>, "sla" | "think_time">>);
export type FileEntry = z.output<typeof entry>;
export type FileFeed = z.output<typeof feed>;
