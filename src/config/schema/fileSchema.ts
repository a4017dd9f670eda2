import { z } from "zod";
import { comparisonModeKinds } from "../../model/comparisonMode.ts";
import { failConditions, presetNames } from "../../model/plan.ts";
import { capacitySchema } from "./capacitySchema.ts";
import { composeSchema, containerSchema } from "./containerSchema.ts";
import { generatorSchema } from "./generatorSchema.ts";
import { defaultMinEffectSchema, minChangeSchema, minEffectSchema, slaSchema } from "./metricSchema.ts";
import { explainSchema, monitorsSchema } from "./monitorSchema.ts";
import { overloadKeySchema } from "./overloadSchema.ts";
import { phaseOverrideSchema, phaseSchema } from "./phaseSchema.ts";
import { feedsSchema, requestsSchema, setupRequestsSchema } from "./requestSchema.ts";
import { durationSchema, positiveDurationSchema, shareSchema, wholeNumberSchema } from "./units.ts";
import {
  booleanSchema,
  headersSchema,
  listSchema,
  mapSchema,
  nonEmptyStringSchema,
  oneOf,
  positiveNumberSchema,
  stringMapByArmSchema,
  stringSchema,
} from "./valueTypes.ts";

/** The schema of loadgate.yml. The JSON Schema, the error messages and the types are derived from it. */

const addressError = "expected the address of a server without a path, such as http://127.0.0.1:8080";
/** An origin only. Path, query and credentials belong to the requests. */
const addressPattern = /^(https?:\/\/[^/\s?#@]+\/?|unix:\/\S+)$/;
const addressSchema = stringSchema
  .regex(addressPattern, { error: addressError })
  .refine((value) => !addressPattern.test(value) || URL.canParse(value), { error: addressError });

const readyError = "expected tcp, or a path that starts with /, such as /healthz";

const readyPathSchema = stringSchema.regex(/^\//, { error: readyError });

const probeHeadersSchema = headersSchema
  .default({})
  .describe("Headers of the readiness probe. Default: the Host of the requests, if all of them have the same.");

const serviceSchema = mapSchema({
  build: nonEmptyStringSchema
    .optional()
    .describe(
      "Shell command that builds the service. It runs once for the base and once for the head, each in its own directory.",
    ),
  command: nonEmptyStringSchema
    .optional()
    .describe("Shell command that starts the service. It gets the variables PORT and LOADGATE_ARM."),
  container: containerSchema
    .optional()
    .describe(
      "The service runs in a container, instead of service.command. {} builds the Dockerfile of base and head.",
    ),
  compose: composeSchema
    .optional()
    .describe(
      "The service runs in a project of a compose file, instead of service.command. Base and head have their own projects.",
    ),
  directory: nonEmptyStringSchema
    .default(".")
    .describe("Directory in which the commands run, relative to the working directory."),
  ready: z
    .union([z.literal("tcp"), readyPathSchema, mapSchema({ path: readyPathSchema, headers: probeHeadersSchema })], {
      error: readyError,
    })
    .default("tcp")
    .describe(
      "Path that returns a 2xx status once the service is ready, or a map with path and headers. Default: tcp, the port " +
        "accepts connections.",
    ),
  ready_timeout: positiveDurationSchema.prefault("30s").describe("Maximum time for the service to become ready."),
  stop_timeout: durationSchema.prefault("5s").describe("Time for the service to stop before it is killed."),
  before_round: nonEmptyStringSchema
    .optional()
    .describe(
      "Shell command that runs before each round, once for base and once for head. It resets state that both share.",
    ),
  env: stringMapByArmSchema
    .default({})
    .describe(
      "Environment variables of the service, besides PORT, LOADGATE_ARM and TMPDIR. A value may differ: { base: …, head: … }.",
    ),
  stdin: oneOf(["closed", "open"])
    .default("closed")
    .describe("Standard input of the service. open: it never ends. Some programs stop when their input ends."),
  tls: booleanSchema
    .default(false)
    .describe("The service speaks TLS. Requests and the readiness probe use https. tls.verify and tls.ca apply."),
});

const carryError = "expected a path or glob inside service.directory, such as dist";
const copyError = "expected a path or glob inside service.directory, such as .env";

const isInside = (path: string): boolean => !path.startsWith("/") && !path.split("/").includes("..");

const baseSources = ["auto", "artifact", "git", "directory", "target", "none"] as const;

const baseSchema = mapSchema({
  from: z
    .enum(baseSources, {
      error: `expected one of ${baseSources.join(", ")}; a branch, tag or commit belongs to base.ref`,
    })
    .default("auto")
    .describe(
      "Source of the base build. auto uses the first of: base.directory or base.target, the baseline artifact's build of " +
        "the same commit, git, any build in the baseline artifact, the recorded runs of main.",
    ),
  ref: nonEmptyStringSchema
    .optional()
    .describe(
      "Branch, tag or commit of the base, for git. Default: chosen from the event, or from the checked-out branch.",
    ),
  directory: nonEmptyStringSchema
    .optional()
    .describe("Directory of another checkout. The base's commands run there instead of in service.directory."),
  target: addressSchema.optional().describe("Address of a base build that already runs."),
  carry: listSchema(nonEmptyStringSchema.refine(isInside, { error: carryError }), "[dist, package.json]")
    .default([])
    .describe(
      "Files, directories and globs in service.directory to store in main's baseline artifact. A pull request can then start " +
        "the base without building it. .git is never stored.",
    ),
  carry_image: booleanSchema
    .default(false)
    .describe(
      "Store the image of service.container, or the images that service.compose builds, in main's baseline artifact. " +
        "A pull request can then start the base without building them.",
    ),
  copy: listSchema(nonEmptyStringSchema.refine(isInside, { error: copyError }), "[.env, data/]")
    .default([])
    .describe(
      "Files, directories and globs in service.directory that git ignores, such as .env. They are copied into the base's " +
        "checkout before service.build.",
    ),
});

const gateSchema = mapSchema({
  budget: positiveDurationSchema.prefault("5m").describe("Maximum wall time for measuring, shared by all scenarios."),
  interleave: oneOf(["auto", "request", "slice"])
    .default("auto")
    .describe(
      "How a duet divides its load between base and head: request by request in turn, or in slices of one second.",
    ),
  pairs: z
    .union([z.literal("auto"), z.literal(1), z.literal(2)], { error: "expected auto, 1 or 2" })
    .default("auto")
    .describe(
      "Pairs of base and head that a duet runs at once. Two give twice as many rounds in the same time. auto: two of services that keep no state, if one pair leaves three quarters of the CPU free.",
    ),
  false_alarm: shareSchema
    .refine((value) => value > 0 && value < 0.5, { error: "expected a percentage between 0% and 50%, such as 1%" })
    .prefault("1%")
    .describe("Probability that an unchanged pull request fails, over all gating metrics together."),
  restart_noise: shareSchema
    .prefault("3%")
    .describe(
      "Spread of a latency from one start of the same build to the next. It is assumed where a slow service can start less than four times within the budget.",
    ),
  min_effect: defaultMinEffectSchema
    .prefault({})
    .describe(
      "Smallest relative change that can fail the run, by metric. p90, p99, first_byte, largest_gap and the memory " +
        "metrics can fail it only if they are set here. The first_byte of a stream always can. p99 needs 3,000 requests a round. dependency_cpu is of the other services in the compose file.",
    ),
  baseline_max_age: positiveDurationSchema
    .prefault("14d")
    .describe("The report warns if main's newest recorded run is older."),
  min_change: minChangeSchema
    .default({})
    .describe(
      "Smallest absolute change that can fail the run, by metric. Default: 0.05ms for latencies, 0.01ms for CPU time, " +
        "0.05ms for that of dependencies, 1MiB and 64B for memory.",
    ),
  fail_on: listSchema(oneOf(failConditions), "[regression, sla]")
    .default(["regression", "sla", "invalid"])
    .describe(
      "Outcomes that fail the run. All outcomes are reported. no_base: the base should be there, but could not be fetched, built or started. overload: the head takes an overload worse than the base.",
    ),
});

const redirectsError = "expected a whole number, 0 to 20";

const connectionKeys = {
  http2: booleanSchema.default(false).describe("Send the requests over HTTP/2."),
  redirects: z
    .number({ error: redirectsError })
    .int({ error: redirectsError })
    .min(0, { error: redirectsError })
    .max(20, { error: redirectsError })
    .default(0)
    .describe(
      "Maximum redirects that a request follows. One more fails the request. With 0, a 3xx counts as the response.",
    ),
  timeout: positiveDurationSchema
    .prefault("10s")
    .describe("Timeout of one request, the opening of its connection included."),
  keep_alive: booleanSchema
    .default(true)
    .describe("Reuse connections. false: each request opens a new one, so its latency includes connecting."),
};

const maxWorkers = 64;
const workersError = `expected auto, or a whole number, 1 to ${maxWorkers}`;

const loadSchema = mapSchema({
  workers: z
    .union([z.literal("auto"), wholeNumberSchema.max(maxWorkers, { error: workersError })], { error: workersError })
    .default("auto")
    .describe("Number of threads that send requests, at most 64."),
  pin: oneOf(["auto", "on", "off"])
    .default("auto")
    .describe("Pin the service and the load generator to separate CPU cores. auto: on machines with at least 4 cores."),
});

const tlsSchema = mapSchema({
  verify: booleanSchema.default(true).describe("The certificate of an https target must be valid."),
  ca: nonEmptyStringSchema.optional().describe("PEM file with certificates to trust in addition to the system's."),
  cert: nonEmptyStringSchema.optional().describe("PEM file with the client's certificate. Needs tls.key."),
  key: nonEmptyStringSchema
    .optional()
    .describe("PEM file with the private key of tls.cert, without a passphrase. Needs tls.cert."),
});

const phaseListSchema = z
  .array(phaseSchema, { error: "expected a list of phases" })
  .min(1, { error: "expected at least one phase" });

const scenarioSchema = mapSchema({
  compare: oneOf(comparisonModeKinds)
    .optional()
    .describe("How base and head are compared. Default: the strongest way that is possible."),
  sla: slaSchema.default({}),
  min_effect: minEffectSchema
    .default({})
    .describe("Like gate.min_effect. A metric that is set here wins over the gate's."),
  min_change: minChangeSchema
    .default({})
    .describe("Like gate.min_change. A metric that is set here wins over the gate's."),
  phases: z
    .union([phaseListSchema, z.record(z.string(), phaseOverrideSchema)], { error: "expected a list of phases" })
    .optional()
    .describe("A list of phases. With a preset: a map from the ids of its phases to the keys that differ."),
  ...connectionKeys,
  headers: headersSchema
    .default({})
    .describe("Headers of all requests of the scenario, setup and teardown included. They win over the file's."),
  feeds: feedsSchema
    .default({})
    .describe("Files with rows for templates such as ${name.column}: .csv with a header line, .jsonl or .ndjson."),
  setup: setupRequestsSchema
    .default([])
    .describe("Requests sent in order to base and head, before the first phase. They are not measured."),
  requests: requestsSchema.optional(),
  teardown: setupRequestsSchema
    .default([])
    .describe("Requests sent in order to base and head, after the last phase. They are not measured."),
  preset: oneOf(presetNames)
    .optional()
    .describe("A predefined list of phases, with limits. phases and sla can replace single values."),
  time_scale: positiveNumberSchema
    .optional()
    .describe("Factor for the durations and pauses of all phases, such as 0.1. Rates stay as they are."),
  capacity: capacitySchema.optional(),
  overload: overloadKeySchema.optional(),
  generator: generatorSchema.optional().describe("Makes the requests, instead of requests."),
});

const headerNameSchema = nonEmptyStringSchema.regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, {
  error: "expected a header name, such as X-Session",
});

export const fileSchema = z.strictObject(
  {
    version: z.literal(1, { error: "expected 1, the only supported version" }).describe("Version of this file format."),
    service: serviceSchema.optional(),
    target: addressSchema
      .optional()
      .describe("Address of a service that already runs: a URL, or unix: and the path of a socket."),
    tls: tlsSchema.prefault({}),
    base: baseSchema.prefault({}),
    gate: gateSchema.prefault({}),
    sla: slaSchema.default({}),
    monitors: monitorsSchema.prefault({}),
    explain: explainSchema.prefault({}).describe("Why it is slower: extra rounds after a regression was found."),
    headers: headersSchema.default({}).describe("Headers of all requests. Those of a scenario and of a request win."),
    secrets: listSchema(headerNameSchema, "[X-Session]")
      .default([])
      .describe(
        "Headers whose values are masked in all output, besides Authorization, Proxy-Authorization, Cookie and X-Api-Key.",
      ),
    load: loadSchema.prefault({}),
    scenarios: z
      .record(
        z
          .string()
          .regex(/^[A-Za-z0-9][\w.-]*$/, { error: "expected a name of letters, digits, dot, dash or underscore" }),
        scenarioSchema,
        { error: "expected a map of scenarios by name" },
      )
      .refine((scenarios) => Object.keys(scenarios).length > 0, { error: "expected at least one scenario" }),
  },
  { error: "expected the keys version, service or target, and scenarios" },
);

export type FileConfig = z.output<typeof fileSchema>;
export type FileScenario = FileConfig["scenarios"][string];
