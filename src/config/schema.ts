import { z } from "zod";
import { failures, latencyMetrics } from "../model/plan.ts";
import { count, duration, positiveDuration, positiveRate, rate, share } from "./unit.ts";

/** What loadgate.yml may say. The JSON Schema, the errors and the types all come from here. */

const text = z.string({ error: "expected a text" });
const nonEmptyText = text.min(1, { error: "expected a text that is not empty" });
const texts = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean()], { error: "expected a text" }).transform(String),
  {
    error: "expected names with texts, such as { NODE_ENV: production }",
  },
);
const path = text.regex(/^\//, { error: "expected a path that starts with /, such as /hello" });
const url = text.regex(/^https?:\/\/[^/\s?#]+\/?$/, {
  error: "expected the address of a server, such as http://127.0.0.1:8080",
});
const oneOf = <const T extends readonly string[]>(names: T) =>
  z.enum(names, { error: `expected one of ${names.join(", ")}` });
const object = <T extends z.ZodRawShape>(shape: T) =>
  z.strictObject(shape, { error: `expected a map of ${Object.keys(shape).join(", ")}` });
const listOf = <T extends z.ZodType>(item: T, such: string) =>
  z.array(item, { error: `expected a list, such as ${such}` });

const readiness = "expected tcp, or a path that starts with /, such as /healthz";

const service = object({
  build: nonEmptyText.optional().describe("Shell command that builds one arm, run once in that arm's tree."),
  command: nonEmptyText.describe("Shell command that starts the service. It gets PORT and LOADGATE_ARM."),
  directory: nonEmptyText.default(".").describe("Where the commands run, relative to the working directory."),
  ready: z
    .union([z.literal("tcp"), text.regex(/^\//, { error: readiness })], { error: readiness })
    .default("tcp")
    .describe("A path that answers 2xx once the service can work, or tcp: the port accepts connections."),
  ready_timeout: positiveDuration.prefault("30s").describe("How long a start may take."),
  stop_timeout: duration.prefault("5s").describe("How long the service may take to stop before it is killed."),
  env: texts.default({}).describe("Environment of the service, beside PORT and LOADGATE_ARM."),
});

const base = object({
  from: oneOf(["auto", "artifact", "git", "directory", "target", "none"])
    .default("auto")
    .describe("Where the base comes from; auto takes what is named below, else the recorded runs of main."),
  ref: nonEmptyText.optional().describe("Git reference of the base, where it comes from git."),
  directory: nonEmptyText
    .optional()
    .describe("Where the base's commands run, in place of service.directory: another checkout of the service."),
  target: url.optional().describe("Where the base build already runs."),
  carry: listOf(nonEmptyText, "[dist, package.json]")
    .default([])
    .describe("Files that main's baseline artifact carries to start the base."),
});

const gate = object({
  budget: positiveDuration.prefault("5m").describe("Most wall time for measuring, shared by the scenarios."),
  interleave: oneOf(["auto", "request", "slice"])
    .default("auto")
    .describe("How a duet deals its load: request by request in turn, or in slices of a second."),
  false_alarm: share
    .refine((value) => value > 0 && value < 0.5, { error: "expected a share between 0% and 50%, such as 1%" })
    .prefault("1%")
    .describe("Chance that an unchanged pull request fails, all gating metrics together."),
  min_effect: object({
    p50: share.prefault("5%"),
    p90: share.optional(),
    p95: share.prefault("10%"),
    p99: share.optional(),
    tail: share.prefault("10%"),
    cpu_per_request: share.prefault("5%"),
    error_rate: share.prefault("0.2%"),
  })
    .prefault({})
    .describe("The smallest change worth failing for, by metric; p90 and p99 gate where they are named."),
  fail_on: listOf(oneOf(failures), "[regression, sla]")
    .default(["regression", "sla", "invalid"])
    .describe("What fails the run; everything is reported all the same."),
});

const latencyLimits = Object.fromEntries(
  latencyMetrics.map((metric) => [metric, positiveDuration.optional()]),
) as Record<(typeof latencyMetrics)[number], z.ZodOptional<typeof positiveDuration>>;
const requestLimits = { ...latencyLimits, throughput: positiveRate.optional(), error_rate: share.optional() };
const requestSla = object(requestLimits).describe("Limits of this request; they win over the scenario's.");
const sla = object({
  ...requestLimits,
  cpu: share.optional().describe("Most of the machine's processor time that the service may use."),
  memory: share.optional().describe("Most of the machine's memory that the service may use."),
}).describe("Limits that the head must keep. Latencies and shares are maxima, throughput is a minimum.");

const monitors = object({
  interval: positiveDuration.prefault("100ms").describe("Time between two readings."),
  prometheus: object({ url: nonEmptyText, series: texts.default({}) }).optional(),
  postgres: nonEmptyText.optional(),
  redis: nonEmptyText.optional(),
});

const everyPhase = {
  id: nonEmptyText.optional().describe("Name of the phase; by default its pattern and place, such as constant-1."),
  warmup: z.boolean({ error: "expected true or false" }).default(false).describe("Played, but not judged."),
  duration: positiveDuration.describe("How long the phase is when it is played whole; a duet plays cuts of it."),
  cooldown: duration.prefault("0s").describe("Rest after the phase."),
  max_concurrent_users: count.default(100).describe("Most requests in flight; further arrivals wait their turn."),
};

const phase = z.discriminatedUnion(
  "pattern",
  [
    object({
      ...everyPhase,
      pattern: z.literal("constant"),
      rate: positiveRate.describe("Of constant: arrivals in that time."),
    }),
    object({
      ...everyPhase,
      pattern: z.literal("ramp"),
      from: rate.describe("Of ramp: the rate it begins with."),
      to: rate.describe("Of ramp: the rate it ends with."),
    }),
    object({
      ...everyPhase,
      pattern: z.literal("spike"),
      base: rate.describe("Of spike: the rate around the spike."),
      peak: positiveRate.describe("Of spike: the rate in the spike."),
      spike_duration: positiveDuration.describe("Of spike: how long the spike lasts."),
    }),
    object({
      ...everyPhase,
      pattern: z.literal("burst"),
      size: count.describe("Of burst: arrivals at once."),
      interval: positiveDuration.describe("Of burst: time between two bursts."),
    }),
  ],
  {
    error: ({ code }) =>
      code === "invalid_union"
        ? "expected one of constant, ramp, spike, burst"
        : "expected a phase, such as { pattern: constant, rate: 10/s, duration: 30s }",
  },
);

const requestLine = text
  .regex(/^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) \/\S*$/, {
    error: "expected a method and a path, such as GET /hello",
  })
  .describe("A method and a path, such as GET /hello.");

const request = z.union(
  [
    requestLine,
    object({
      name: nonEmptyText.optional().describe("By default method and path."),
      method: oneOf(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]).default("GET"),
      path,
      headers: texts.default({}),
      json: z.unknown().optional().describe("Sent as application/json."),
      body: text.optional().describe("Sent as it stands."),
      weight: z
        .number({ error: "expected a number above 0" })
        .positive({ error: "expected a number above 0" })
        .default(1)
        .describe("Share of the arrivals, relative to the other requests."),
      expect: object({
        status: z
          .number({ error: "expected an HTTP status, 100 to 599" })
          .int({ error: "expected an HTTP status, 100 to 599" })
          .min(100, { error: "expected an HTTP status, 100 to 599" })
          .max(599, { error: "expected an HTTP status, 100 to 599" })
          .optional()
          .describe("The one status that counts as a success; without it, every status below 400 does."),
      }).default({}),
      sla: requestSla.default({}),
    }),
  ],
  { error: "expected a method and a path, such as GET /hello" },
);

const presets = ["baseline_performance", "scalability_test", "spike_test", "neuromorphic_load_test"] as const;

const scenario = object({
  compare: oneOf(["duet", "alternate", "recorded", "off"])
    .optional()
    .describe("How it is compared; by default in the strongest way that is possible."),
  sla: sla.default({}),
  phases: z
    .array(phase, { error: "expected a list of phases" })
    .min(1, { error: "expected at least one phase" })
    .optional(),
  requests: z
    .array(request, { error: "expected a list of requests, such as [GET /hello]" })
    .min(1, { error: "expected at least one request" })
    .optional(),
  preset: oneOf(presets).optional().describe("A ready-made scenario instead of phases."),
  time_scale: z
    .number({ error: "expected a number above 0" })
    .positive({ error: "expected a number above 0" })
    .optional(),
  generator: z.looseObject({ kind: nonEmptyText }, { error: "expected a map with a kind" }).optional(),
});

export const fileSchema = z.strictObject(
  {
    version: z.literal(1, { error: "expected 1, the only version there is" }).describe("Of this format."),
    service: service.optional(),
    target: url.optional().describe("A service that something else started."),
    base: base.prefault({}),
    gate: gate.prefault({}),
    sla: sla.default({}),
    monitors: monitors.prefault({}),
    scenarios: z
      .record(
        z
          .string()
          .regex(/^[A-Za-z0-9][\w.-]*$/, { error: "expected a name of letters, digits, dot, dash or underscore" }),
        scenario,
        { error: "expected scenarios by name" },
      )
      .refine((all) => Object.keys(all).length > 0, { error: "expected at least one scenario" }),
  },
  { error: "expected the keys version, service or target, and scenarios" },
);

export type File = z.output<typeof fileSchema>;
export type FileScenario = File["scenarios"][string];
export type FilePhase = NonNullable<FileScenario["phases"]>[number];
export type FileRequest = NonNullable<FileScenario["requests"]>[number];

/** The JSON Schema (draft 2020-12) of loadgate.yml, for editors. */
export function jsonSchema(): object {
  return { title: "loadgate.yml", ...z.toJSONSchema(fileSchema, { io: "input" }) };
}
