import { z } from "zod";
import { feedOrders } from "../../model/plan.ts";
import { requestSlaSchema } from "./metricSchema.ts";
import { durationRangeSchema, positiveDurationSchema } from "./units.ts";
import {
  headersSchema,
  identifierSchema,
  mapSchema,
  nonEmptyStringSchema,
  oneOf,
  positiveNumberSchema,
  scalarSchema,
  stringMapSchema,
  stringSchema,
} from "./valueTypes.ts";

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

/** A path may begin with a template, such as a redirect location that an earlier step extracted. */
export const pathSchema = stringSchema.regex(/^(\/|\$\{)/, {
  error: "expected a path that starts with /, such as /hello",
});

const requestLineError = "expected a method and a path, such as GET /hello";

/** What the author has to change. The line itself may hold secrets of environment variables. */
function requestLineAdvice(line: string): string {
  if (/^(get|head|post|put|patch|delete|options) /.test(line)) return "; write the method in capital letters";
  if (/^\w* ?https?:\/\//.test(line)) return "; leave out the address, which comes from service or target";
  return line.startsWith("/") ? "; write the method before the path" : "";
}

export const requestLineSchema = stringSchema
  .regex(/^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) (\/|\$\{[^}]*\})(\$\{[^}]*\}|\S)*$/, {
    error: ({ input }) => `${requestLineError}${typeof input === "string" ? requestLineAdvice(input) : ""}`,
  })
  .describe("A method and a path, such as GET /hello.");

const statusError = "expected an HTTP status, 100 to 599, such as 201, 2xx, 200-299 or a list of them";

const oneStatusSchema = z.union(
  [
    z
      .number({ error: statusError })
      .int({ error: statusError })
      .min(100, { error: statusError })
      .max(599, { error: statusError }),
    z.string().regex(/^[1-5](xx|\d\d(-[1-5]\d\d)?)$/, { error: statusError }),
  ],
  { error: statusError },
);

const statusSchema = z.union([oneStatusSchema, z.array(oneStatusSchema).min(1)], { error: statusError });

const expectSchema = mapSchema({
  status: statusSchema
    .optional()
    .describe("Statuses that count as a success: 201, 2xx, 200-299 or a list. Default: every status below 400."),
  header: stringMapSchema
    .default({})
    .describe("Required headers by name. A value is exact text, or a regular expression such as /^W/ or /gzip/i."),
  trailer: stringMapSchema
    .default({})
    .describe(
      "Required trailers by name, such as grpc-status. Values are as for header. The request then sends TE: trailers.",
    ),
  body: stringSchema
    .optional()
    .describe("Text that the response body must contain, or a regular expression such as /total/ or /total/i."),
  json: z
    .record(z.string(), z.unknown(), { error: 'expected values by JSONPath, such as { "$.ok": true }' })
    .default({})
    .describe(
      "Required values by JSONPath (RFC 9535). The first match must equal the value. absent: nothing may match. null: the " +
        "match is null, or nothing matches.",
    ),
  latency: positiveDurationSchema
    .optional()
    .describe("Maximum time from when the request was due to the last byte of its response."),
});

const streamSchema = mapSchema({
  until: nonEmptyStringSchema
    .optional()
    .describe(
      "Text in the body, or a regular expression between slashes. The request is done and its connection closed once it has " +
        "come. Without it the stream is read to its end. A match must not be longer than 4,096 characters.",
    ),
  timeout: positiveDurationSchema.optional().describe("Timeout of this request instead of the scenario's."),
});

const extractSchema = z.union(
  [
    nonEmptyStringSchema,
    mapSchema({
      json: nonEmptyStringSchema
        .optional()
        .describe("JSONPath (RFC 9535) in the response body. Takes the first match."),
      header: nonEmptyStringSchema.optional().describe("Name of a response header."),
      cookie: nonEmptyStringSchema.optional().describe("Name of a cookie."),
      regex: nonEmptyStringSchema
        .optional()
        .describe(
          "Regular expression for the response body, such as id=(.*) or /id=(.*)/i. Takes the first group, or the whole match.",
        ),
    }),
  ],
  { error: 'expected a JSONPath, such as "$.id", or a map with the key json, header, cookie or regex' },
);

const multipartFieldSchema = z.union(
  [
    scalarSchema,
    mapSchema({
      file: nonEmptyStringSchema,
      type: nonEmptyStringSchema.optional().describe("Media type of the file. Default: application/octet-stream."),
    }),
  ],
  { error: "expected text, or a map with the keys file and type" },
);

const requestKeys = {
  name: nonEmptyStringSchema.optional().describe("Name of the request in reports. Default: method and path."),
  method: oneOf(methods).optional().describe("Default: POST for a request with a body, otherwise GET."),
  path: pathSchema.describe("Path and query."),
  query: stringMapSchema.default({}).describe("Query parameters. They are percent-encoded and added to the path."),
  headers: headersSchema
    .default({})
    .describe(
      "Headers of the request. They win over those of the scenario and the file. By default it sends User-Agent, Accept and " +
        "Accept-Encoding. A header that is null is not sent.",
    ),
  json: z.unknown().optional().describe("Request body, sent as application/json."),
  body: stringSchema.optional().describe("Request body, sent without a content type."),
  form: stringMapSchema.optional().describe("Request body, sent as application/x-www-form-urlencoded."),
  file: nonEmptyStringSchema.optional().describe("File whose content is the request body, sent unchanged."),
  multipart: z
    .record(z.string(), multipartFieldSchema, {
      error: "expected fields by name, such as { title: text, photo: { file: a.png } }",
    })
    .optional()
    .describe("Request body, sent as multipart/form-data. A field is text, or a file as { file, type }."),
  stream: streamSchema
    .optional()
    .describe(
      "The response is a stream, such as server-sent events. Its first byte gates, and its largest gap is shown.",
    ),
  expect: expectSchema.prefault({}),
  extract: z
    .record(identifierSchema, extractSchema, { error: 'expected JSONPaths by name, such as { id: "$.id" }' })
    .default({})
    .describe(
      "Values taken from the response. Later steps use them as ${name}. Each is a JSONPath, or one of json, header, cookie, regex.",
    ),
};

export const measuredRequestKeys = { ...requestKeys, sla: requestSlaSchema.default({}) };

const weightSchema = positiveNumberSchema.default(1).describe("Share of the arrivals, relative to the other requests.");

export const requestObjectSchema = mapSchema(requestKeys);

const setupRequestSchema = z.union([requestLineSchema, requestObjectSchema], { error: requestLineError });

const stepSchema = z.union(
  [
    requestLineSchema,
    mapSchema({
      ...measuredRequestKeys,
      think_time: durationRangeSchema.optional().describe("Pause before the next step, such as 2s or 1s..3s."),
    }),
  ],
  { error: requestLineError },
);

const flowSchema = mapSchema({
  flow: nonEmptyStringSchema.describe(
    "Name of a flow. A flow is several requests in order, sent by one user with its own cookies.",
  ),
  weight: weightSchema,
  think_time: durationRangeSchema.prefault("0s").describe("Pause between the steps of a flow, such as 2s or 1s..3s."),
  steps: z
    .array(stepSchema, { error: "expected a list of steps, such as [GET /cart]" })
    .min(1, { error: "expected at least one step" })
    .describe("Requests of a flow, in order. A step has the keys of a request."),
});

export const weightedRequestSchema = mapSchema({ ...measuredRequestKeys, weight: weightSchema });

const entrySchema = z.union([requestLineSchema, weightedRequestSchema, flowSchema], {
  error: requestLineError,
});

export const requestsSchema = z
  .array(entrySchema, { error: "expected a list of requests, such as [GET /hello]" })
  .min(1, { error: "expected at least one request" });

export const setupRequestsSchema = z.array(setupRequestSchema, {
  error: "expected a list of requests, such as [POST /reset]",
});

const feedFileSchema = nonEmptyStringSchema.regex(/\.(csv|jsonl|ndjson)$/i, {
  error: "expected a file that ends in .csv, .jsonl or .ndjson",
});

const feedSchema = z.union(
  [
    feedFileSchema,
    mapSchema({
      file: feedFileSchema,
      order: oneOf(feedOrders)
        .default("in_order")
        .describe(
          "in_order starts again at the end. shuffled uses a new order for each pass. once uses each row once.",
        ),
    }),
  ],
  { error: "expected a file that ends in .csv, .jsonl or .ndjson, or a map with the keys file and order" },
);

export const feedsSchema = z.record(identifierSchema, feedSchema, {
  error: "expected files by name, such as { people: people.csv }",
});

/** One request as the file has it. Only steps and measured requests have `sla`, only steps have `think_time`. */
export type FileRequest =
  | string
  | (z.output<typeof requestObjectSchema> &
      Partial<Pick<Exclude<z.output<typeof stepSchema>, string>, "sla" | "think_time">>);
export type FileEntry = z.output<typeof entrySchema>;
export type FileFeed = z.output<typeof feedSchema>;
