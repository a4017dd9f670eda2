import { z } from "zod";
import { failures } from "../../model/plan.ts";
import { count, duration, positiveDuration, share, size } from "./units.ts";
import { phase } from "./phaseSchema.ts";
import { feeds, requests, setupRequests } from "./requestSchema.ts";
import { sla } from "./slaSchema.ts";
import { listOf, nonEmptyText, object, oneOf, positiveNumber, text, texts, textsByArm, truth } from "./valueTypes.ts";

/** What loadgate.yml may say. The JSON Schema, the errors and the types all come from here. */

const wantedAddress = "expected the address of a server, such as http://127.0.0.1:8080";
/** Path, query and credentials belong to the requests. */
const addressForm = /^(https?:\/\/[^/\s?#@]+\/?|unix:\/\S+)$/;
const address = text
  .regex(addressForm, { error: wantedAddress })
  .refine((value) => !addressForm.test(value) || URL.canParse(value), { error: wantedAddress });

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
  before_round: nonEmptyText
    .optional()
    .describe(
      "Shell command run before each round for base and head in turn, as service.command is: resets what they share.",
    ),
  env: textsByArm
    .default({})
    .describe("Environment of the service, beside PORT, LOADGATE_ARM and TMPDIR; a value may be { base: …, head: … }."),
});

const carried = "expected a path or glob inside service.directory, such as dist";

const isInside = (path: string): boolean => !path.startsWith("/") && !path.split("/").includes("..");

const base = object({
  from: oneOf(["auto", "artifact", "git", "directory", "target", "none"])
    .default("auto")
    .describe(
      "Where the base comes from; auto: directory or target, else a build carried by main's baseline artifact if it is of the " +
        "very commit, else git, else any carried build, else the recorded runs of main.",
    ),
  ref: nonEmptyText
    .optional()
    .describe("Branch, tag or commit of the base from git; by default what the event or the checked-out branch says."),
  directory: nonEmptyText
    .optional()
    .describe("Where the base's commands run, in place of service.directory: another checkout of the service."),
  target: address.optional().describe("Where the base build already runs."),
  carry: listOf(nonEmptyText.refine(isInside, { error: carried }), "[dist, package.json]")
    .default([])
    .describe(
      "Files, directories and globs in service.directory that main's baseline artifact carries, so that a pull request can " +
        "start the base without building it. Never .git.",
    ),
});

const effects = {
  p50: share.optional(),
  p90: share.optional(),
  p95: share.optional(),
  p99: share.optional(),
  tail: share.optional(),
  cpu_per_request: share.optional(),
  memory_peak: share.optional(),
  memory_growth: size.optional().describe("Bytes per request that the service holds on to: a leak."),
  error_rate: share.optional(),
};

const defaultEffects = {
  ...effects,
  p50: share.prefault("4%"),
  p95: share.prefault("10%"),
  tail: share.prefault("10%"),
  cpu_per_request: share.prefault("4%"),
  error_rate: share.prefault("0.2%"),
};

/** The error rate has a floor of its own, in requests. */
const floors = {
  p50: duration.optional(),
  p90: duration.optional(),
  p95: duration.optional(),
  p99: duration.optional(),
  tail: duration.optional(),
  cpu_per_request: duration.optional(),
  memory_peak: size.optional(),
  memory_growth: size.optional(),
};

const gate = object({
  budget: positiveDuration.prefault("5m").describe("Most wall time for measuring, shared by the scenarios."),
  interleave: oneOf(["auto", "request", "slice"])
    .default("auto")
    .describe("How a duet deals its load: request by request in turn, or in slices of a second."),
  false_alarm: share
    .refine((value) => value > 0 && value < 0.5, { error: "expected a share between 0% and 50%, such as 1%" })
    .prefault("1%")
    .describe("Chance that an unchanged pull request fails, all gating metrics together."),
  min_effect: object(defaultEffects)
    .prefault({})
    .describe(
      "The smallest change worth failing for, by metric; p90, p99 (from 3,000 requests a round on) and the memory gate where they are named.",
    ),
  baseline_max_age: positiveDuration
    .prefault("14d")
    .describe("How old main's newest recorded run may be before the report warns of it."),
  min_change: object(floors)
    .default({})
    .describe(
      "What no change fails below, however large its share: of latency by default 0.2ms, of processor time 0.05ms, of memory 1MiB and 64B.",
    ),
  fail_on: listOf(oneOf(failures), "[regression, sla]")
    .default(["regression", "sla", "invalid"])
    .describe("What fails the run; everything is reported all the same."),
});

const monitors = object({
  interval: positiveDuration.prefault("100ms").describe("Time between two readings."),
  prometheus: object({ url: nonEmptyText, series: texts.default({}) }).optional(),
  postgres: nonEmptyText.optional(),
  redis: nonEmptyText.optional(),
});

const connection = {
  http2: truth.default(false).describe("Whether requests go over HTTP/2."),
  redirects: z
    .number({ error: "expected a whole number, 0 to 20" })
    .int({ error: "expected a whole number, 0 to 20" })
    .min(0, { error: "expected a whole number, 0 to 20" })
    .max(20, { error: "expected a whole number, 0 to 20" })
    .default(0)
    .describe("Most redirects that a request follows, one more fails; with 0, a 3xx is the answer."),
  timeout: positiveDuration.prefault("10s").describe("What one request may take."),
};

const mostWorkers = 64;
const wantedWorkers = `expected auto, or a whole number, 1 to ${mostWorkers}`;

const load = object({
  workers: z
    .union([z.literal("auto"), count.max(mostWorkers, { error: wantedWorkers })], { error: wantedWorkers })
    .default("auto")
    .describe("Threads that send, at most 64."),
  pin: oneOf(["auto", "on", "off"])
    .default("auto")
    .describe("Whether service and generator get processor cores of their own; auto: where there are at least 4."),
});

const tls = object({
  verify: truth.default(true).describe("Whether the certificate of a target that speaks https must be valid."),
  ca: nonEmptyText.optional().describe("File of certificates (PEM) that are trusted besides the system's."),
});

const presets = ["baseline_performance", "scalability_test", "spike_test", "neuromorphic_load_test"] as const;

const scenario = object({
  compare: oneOf(["duet", "alternate", "recorded", "off"])
    .optional()
    .describe("How it is compared; by default in the strongest way that is possible."),
  sla: sla.default({}),
  min_effect: object(effects).default({}).describe("As gate.min_effect, and wins over it metric by metric."),
  min_change: object(floors).default({}).describe("As gate.min_change, and wins over it metric by metric."),
  phases: z
    .array(phase, { error: "expected a list of phases" })
    .min(1, { error: "expected at least one phase" })
    .optional(),
  ...connection,
  feeds: feeds
    .default({})
    .describe("Rows that templates take values from as ${name.column}: .csv with a header line, or .jsonl."),
  setup: setupRequests
    .default([])
    .describe("Sent to each arm before its first phase, one after another; not measured."),
  requests: requests.optional(),
  teardown: setupRequests.default([]).describe("Sent to each arm after its last phase; not measured."),
  preset: oneOf(presets).optional().describe("A ready-made scenario instead of phases."),
  time_scale: positiveNumber.optional(),
  generator: z.looseObject({ kind: nonEmptyText }, { error: "expected a map with a kind" }).optional(),
});

const headerName = nonEmptyText.regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, {
  error: "expected the name of a header, such as X-Session",
});

export const fileSchema = z.strictObject(
  {
    version: z.literal(1, { error: "expected 1, the only version there is" }).describe("Of this format."),
    service: service.optional(),
    target: address
      .optional()
      .describe("A service that something else started: an address, or unix: and the path of a socket."),
    tls: tls.prefault({}),
    base: base.prefault({}),
    gate: gate.prefault({}),
    sla: sla.default({}),
    monitors: monitors.prefault({}),
    secrets: listOf(headerName, "[X-Session]")
      .default([])
      .describe(
        "Names of headers whose values are masked wherever text leaves the program, besides Authorization, Proxy-Authorization, Cookie and X-Api-Key.",
      ),
    load: load.prefault({}),
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

/** The JSON Schema (draft 2020-12) of loadgate.yml, for editors. */
export function jsonSchema(): object {
  return {
    title: "loadgate.yml",
    ...z.toJSONSchema(fileSchema, {
      io: "input",
      // A text may come from the environment wherever one of a certain form is due.
      override: ({ jsonSchema: node }) => {
        if (node.pattern !== undefined) node.pattern += "|\\$\\{env\\.[A-Za-z_]\\w*\\}";
      },
    }),
  };
}
