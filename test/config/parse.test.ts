import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { parseConfig } from "../../src/config/parse.ts";
import { ConfigError } from "../../src/config/problem.ts";
import type { Plan, RequestSpec } from "../../src/model/plan.ts";

const defaultAnomalies = {
  cpu: 0.95,
  memory: 0.9,
  p95: 1000,
  throughputVariation: 0.3,
  errors: 0.1,
  memoryGrowth: 4096,
  latencyDrift: 0.5,
  stall: 500,
};

/** A valid file. `more` begins on its line 8. */
const validFile = (more = "") => `version: 1
target: http://127.0.0.1:8080
scenarios:
  shop:
    phases:
      - { id: steady, pattern: constant, rate: 10/s, duration: 30s }
    requests: [GET /hello]
${more}`;

/** The same file with a service on line 2 that Loadgate starts. */
const withService = (service: string) => validFile().replace("target: http://127.0.0.1:8080", `service: ${service}`);

/** A file with one scenario. Its phases begin on line 6. */
const withPhases = (phases: readonly string[], requests = "[GET /hello]") => `version: 1
target: http://127.0.0.1:8080
scenarios:
  shop:
    phases:
${phases.map((phase) => `      - ${phase}\n`).join("")}    requests: ${requests}
`;

const constant = "{ pattern: constant, rate: 10/s, duration: 30s }";
const withRequests = (requests: string) => withPhases([constant], requests);

function problemsOf(text: string, env: Readonly<Record<string, string>> = {}): readonly string[] {
  try {
    parseConfig(text, "loadgate.yml", env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split("\n");
    throw error;
  }
}

const planOf = (text: string, env: Readonly<Record<string, string>> = {}): Plan =>
  parseConfig(text, "loadgate.yml", env).plan;

const stepsOf = (text: string): readonly RequestSpec[] => planOf(text).scenarios[0].flows.flatMap(({ steps }) => steps);

interface Row {
  readonly what: string;
  readonly text: string;
  readonly problems: readonly string[];
}

const topKeys = "version, service, target, tls, base, gate, sla, monitors, explain, headers, secrets, load, scenarios";

const wholeFile: readonly Row[] = [
  {
    what: "an empty file",
    text: "",
    problems: ["loadgate.yml: expected the keys version, service or target, and scenarios, got null"],
  },
  {
    what: "text instead of a map",
    text: "hello",
    problems: ['loadgate.yml: expected the keys version, service or target, and scenarios, got "hello"'],
  },
  {
    what: "no version",
    text: validFile().replace("version: 1\n", ""),
    problems: ["loadgate.yml: version: missing; expected 1, the only supported version"],
  },
  {
    what: "a future version",
    text: validFile().replace("version: 1", "version: 2"),
    problems: ["loadgate.yml:1: version: expected 1, the only supported version, got 2"],
  },
  {
    what: "unknown keys, with and without a near known key",
    text: validFile("gates: {}\nsevice: 1\nzzz: 3\n"),
    problems: [
      "loadgate.yml:8: gates: unknown key; did you mean gate?",
      "loadgate.yml:9: sevice: unknown key; did you mean service?",
      `loadgate.yml:10: zzz: unknown key; known keys: ${topKeys}`,
    ],
  },
  {
    what: "keys of other tools, a port, and keys that are not indented",
    text: validFile("service:\n  port: 3000\n  start: x\nbase:\nref: main\n"),
    problems: [
      "loadgate.yml:9: service.port: unknown key; the service gets a free port for base and head each, in the variable PORT; let it listen there",
      "loadgate.yml:10: service.start: unknown key; did you mean command?",
      "loadgate.yml:11: base: expected a map with the keys from, ref, directory, target, carry, carry_image, copy, got null",
      "loadgate.yml:12: ref: unknown key; it belongs to base; indent it below that key",
    ],
  },
  {
    what: "keys of a flow without a flow",
    text: withRequests("[{ path: /x, think_time: 1s }]"),
    problems: [
      "loadgate.yml:7: scenarios.shop.requests[0].think_time: unknown key; it belongs to a flow: { flow: checkout, think_time: 1s, steps: [GET /cart] }",
    ],
  },
  {
    what: "an expression of a workflow",
    text: withRequests("[{ path: /, headers: { authorization: 'Bearer ${{ secrets.token }}', x-text: '$${{ a }}' } }]"),
    problems: [
      "loadgate.yml:7: scenarios.shop.requests[0].headers.authorization: GitHub does not replace ${{ secrets.token }} in this file; set it in the workflow (env: { TOKEN: ${{ secrets.token }} }), and write ${env.TOKEN} here",
    ],
  },
  {
    what: "keys that every JavaScript object has",
    text: validFile("__proto__: { a: 1 }\nconstructor: 1\n"),
    problems: [
      `loadgate.yml:8: __proto__: unknown key; known keys: ${topKeys}`,
      `loadgate.yml:9: constructor: unknown key; known keys: ${topKeys}`,
    ],
  },
  {
    what: "neither service nor target",
    text: validFile().replace("target: http://127.0.0.1:8080\n", ""),
    problems: ["loadgate.yml: expected service (started by Loadgate) or target (already running), found neither"],
  },
];

const notYaml: readonly Row[] = [
  {
    what: "an unclosed list",
    text: "version: 1\ntarget: [\n",
    problems: [
      "loadgate.yml:3: expected YAML: Flow sequence in block collection must be sufficiently indented and end with a ]",
    ],
  },
  {
    what: "a duplicate key",
    text: "version: 1\nversion: 1\n",
    problems: [
      "loadgate.yml:2: expected YAML: the key version is there twice in the same map; merge the two, or remove one",
    ],
  },
  {
    what: "a template in a flow map",
    text: "service: { command: node ${PORT} }\nversion: 1\nversion: 2\n",
    problems: ['loadgate.yml:1: expected YAML: inside { } or [ ], quote a text with ${PORT}: { key: "${PORT}" }'],
  },
  {
    what: "a tab",
    text: "version: 1\n\ttarget: x\n",
    problems: ["loadgate.yml:2: expected YAML: Tabs are not allowed as indentation"],
  },
  {
    what: "two documents",
    text: "version: 1\n---\nversion: 1\n",
    problems: ["loadgate.yml:2: expected one YAML document; remove the line ---"],
  },
  {
    what: "no-break spaces",
    text: "version: 1\nservice:\n \u00a0command: x\n",
    problems: [
      "loadgate.yml:3: the line begins with a no-break space, as copied from a web page; replace it with a space",
    ],
  },
  {
    what: "a text with a colon",
    text: "version: 1\nservice:\n  command: a: b\n",
    problems: ['loadgate.yml:3: expected YAML: quote a text that contains ": ", such as name: "a: b"'],
  },
  {
    what: "a line that is indented too deep",
    text: "version: 1\nservice:\n  command: node x\n    ready: /x\n",
    problems: [
      "loadgate.yml:3: expected YAML: this line is indented deeper than the key above it, which has a value already; give both the same indentation",
    ],
  },
  {
    what: "a tag that is not plain YAML",
    text: validFile("base: !!set { ref }\n"),
    problems: ["loadgate.yml:8: expected YAML: Unresolved tag: tag:yaml.org,2002:set"],
  },
  {
    what: "an alias without an anchor",
    text: "version: *one\n",
    problems: ["loadgate.yml:1: unknown alias *one; no anchor &one stands before it"],
  },
  {
    what: "a merge key whose alias has no anchor",
    text: "version: 1\ntarget: &a x\nbase:\n  <<: *b\n",
    problems: ["loadgate.yml:4: unknown alias *b; no anchor &b stands before it"],
  },
  {
    what: "a map inside itself",
    text: "version: 1\nscenarios: &all { shop: *all }\n",
    problems: ["loadgate.yml: expected YAML whose aliases can be resolved: Converting circular structure to JSON"],
  },
  {
    what: "the name __proto__",
    text: withRequests("[{ path: /a, headers: { __proto__: x } }]"),
    problems: ["loadgate.yml: __proto__: this name is reserved; choose another name"],
  },
  {
    what: "aliases that expand without limit (billion laughs)",
    text: "a: &a [1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d,*d]\n",
    problems: [
      "loadgate.yml: expected YAML whose aliases can be resolved: Excessive alias count indicates a resource exhaustion attack",
    ],
  },
];

const services: readonly Row[] = [
  {
    what: "values of the wrong kind",
    text: withService(
      "{ command: '', build: 5, ready: healthz, ready_timeout: 0s, stop_timeout: 5, env: { A: { b: 1 }, C: null }, comand: x }",
    ),
    problems: [
      "loadgate.yml:2: service.build: expected text, got 5",
      'loadgate.yml:2: service.command: expected text that is not empty, got ""',
      'loadgate.yml:2: service.ready: expected tcp, or a path that starts with /, such as /healthz, got "healthz"',
      'loadgate.yml:2: service.ready_timeout: expected a duration above zero, got "0s"',
      "loadgate.yml:2: service.stop_timeout: expected a duration with its unit, such as 250ms, 30s or 5m, got 5",
      "loadgate.yml:2: service.env.A.base: missing; expected text",
      "loadgate.yml:2: service.env.A.head: missing; expected text",
      "loadgate.yml:2: service.env.A.b: unknown key; known keys: base, head",
      "loadgate.yml:2: service.env.C: expected text, or one text for the base and one for the head, such as { base: a, head: b }, got null",
      "loadgate.yml:2: service.comand: unknown key; did you mean command?",
    ],
  },
  {
    what: "no command",
    text: withService("{}"),
    problems: ["loadgate.yml:2: service: expected command (a shell command), container or compose, found none of them"],
  },
  {
    what: "a command instead of a map",
    text: withService("npm start"),
    problems: [
      'loadgate.yml:2: service: expected a map with the keys build, command, container, compose, directory, ready, ready_timeout, stop_timeout, before_round, env, stdin, tls, got "npm start"',
    ],
  },
  {
    what: "a list of variables",
    text: withService("{ command: x, env: [A] }"),
    problems: [
      'loadgate.yml:2: service.env: expected a map of names to text, such as { NODE_ENV: production }, got ["A"]',
    ],
  },
  {
    what: "a PORT variable",
    text: withService("{ command: x, env: { PORT: 80 } }"),
    problems: [
      "loadgate.yml:2: service.env.PORT: Loadgate gives each arm a free PORT; remove it and let the service read PORT",
    ],
  },
  {
    what: "a target without a scheme",
    text: validFile().replace("http://127.0.0.1:8080", "127.0.0.1:8080"),
    problems: [
      'loadgate.yml:2: target: expected the address of a server without a path, such as http://127.0.0.1:8080, got "127.0.0.1:8080"',
    ],
  },
  {
    what: "a target with a port above 65535",
    text: validFile().replace("http://127.0.0.1:8080", "http://127.0.0.1:99999"),
    problems: [
      'loadgate.yml:2: target: expected the address of a server without a path, such as http://127.0.0.1:8080, got "http://127.0.0.1:99999"',
    ],
  },
  {
    what: "a target with credentials",
    text: validFile().replace("http://127.0.0.1:8080", "http://u:p@127.0.0.1:8080"),
    problems: [
      'loadgate.yml:2: target: expected the address of a server without a path, such as http://127.0.0.1:8080, got "http://u:p@127.0.0.1:8080"',
    ],
  },
  {
    what: "too many workers",
    text: validFile("load: { workers: 100000 }\n"),
    problems: ["loadgate.yml:8: load.workers: expected auto, or a whole number, 1 to 64, got 100000"],
  },
  {
    what: "a phase too short for one arrival",
    text: validFile().replace("duration: 30s", "duration: 10ms"),
    problems: [
      'loadgate.yml:6: scenarios.shop.phases[0].duration: expected a duration long enough for one arrival at this rate, got "10ms"',
    ],
  },
  {
    what: "a target with a path",
    text: validFile().replace("http://127.0.0.1:8080", "http://shop.example/v1"),
    problems: [
      'loadgate.yml:2: target: expected the address of a server without a path, such as http://127.0.0.1:8080, got "http://shop.example/v1"',
    ],
  },
];

const bases: readonly Row[] = [
  {
    what: "carried paths outside of the service's directory",
    text: validFile("base: { carry: [dist/**, ../other, /etc, a/../.., '..b'] }\n"),
    problems: [
      'loadgate.yml:8: base.carry[1]: expected a path or glob inside service.directory, such as dist, got "../other"',
      'loadgate.yml:8: base.carry[2]: expected a path or glob inside service.directory, such as dist, got "/etc"',
      'loadgate.yml:8: base.carry[3]: expected a path or glob inside service.directory, such as dist, got "a/../.."',
    ],
  },
  {
    what: "values of the wrong kind",
    text: validFile("base: { from: gti, ref: true, carry: dist, target: x }\n"),
    problems: [
      'loadgate.yml:8: base.from: expected one of auto, artifact, git, directory, target, none; a branch, tag or commit belongs to base.ref, got "gti"; did you mean git?',
      "loadgate.yml:8: base.ref: expected text, got true",
      'loadgate.yml:8: base.target: expected the address of a server without a path, such as http://127.0.0.1:8080, got "x"',
      'loadgate.yml:8: base.carry: expected a list, such as [dist, package.json], got "dist"',
    ],
  },
  {
    what: "an image to carry, without a container",
    text: validFile("base: { carry_image: true }\n"),
    problems: [
      "loadgate.yml:8: base.carry_image: there is no image to carry without service.container or service.compose; remove it, or use base.carry for files",
    ],
  },
  {
    what: "two pairs of a service that can run only once",
    text: validFile("gate: { pairs: 2 }\n"),
    problems: [
      "loadgate.yml:8: gate.pairs: expected auto or 1, because a service without service.command can run only once, got 2",
    ],
  },
  {
    what: "two pairs of a service that is prepared for each round",
    text: "version: 1\nservice: { command: ./start, before_round: ./reset }\ngate: { pairs: 2 }\nscenarios: { a: { phases: [{ pattern: constant, rate: 1/s, duration: 1s }], requests: [GET /] } }\n",
    problems: [
      "loadgate.yml:3: gate.pairs: expected auto or 1, because service.before_round prepares for one pair at a time, got 2",
    ],
  },
  {
    what: "two pairs of a service that is called by its arm",
    text: "version: 1\nservice: { command: ./start $LOADGATE_ARM }\ngate: { pairs: 2 }\nscenarios: { a: { phases: [{ pattern: constant, rate: 1/s, duration: 1s }], requests: [GET /] } }\n",
    problems: [
      "loadgate.yml:3: gate.pairs: expected auto or 1, because service.command calls something by LOADGATE_ARM, got 2",
    ],
  },
  {
    what: "two pairs with load in turn",
    text: "version: 1\nservice: { command: ./start }\ngate: { pairs: 2, interleave: slice }\nscenarios: { a: { phases: [{ pattern: constant, rate: 1/s, duration: 1s }], requests: [GET /] } }\n",
    problems: [
      "loadgate.yml:3: gate.pairs: expected auto or 1, because gate.interleave: slice loads base and head in turn, got 2",
    ],
  },
  {
    what: "two pairs beside the counters of a database",
    text: "version: 1\nservice: { command: ./start }\ngate: { pairs: 2 }\nmonitors: { redis: redis://127.0.0.1 }\nscenarios: { a: { phases: [{ pattern: constant, rate: 1/s, duration: 1s }], requests: [GET /] } }\n",
    problems: [
      "loadgate.yml:3: gate.pairs: expected auto or 1, because the counters of monitors.redis cannot tell two pairs apart, got 2",
    ],
  },
  {
    what: "from directory without a directory",
    text: validFile("base:\n  from: directory\n"),
    problems: [
      "loadgate.yml:8: base.directory: expected the directory of the base build, because base.from is directory",
    ],
  },
  {
    what: "from target without a target",
    text: validFile("base:\n  from: target\n"),
    problems: ["loadgate.yml:8: base.target: expected the address of the base, because base.from is target"],
  },
];

const gates: readonly Row[] = [
  {
    what: "values of the wrong kind, each on its own line",
    text: validFile(`gate:
  budget: 5
  interleave: slices
  false_alarm: 60%
  min_effect: { p50: 5, p51: 1%, p95: 2000% }
  fail_on: [regresion, sla]
`),
    problems: [
      "loadgate.yml:9: gate.budget: expected a duration with its unit, such as 250ms, 30s or 5m, got 5",
      'loadgate.yml:10: gate.interleave: expected one of auto, request, slice, got "slices"; did you mean slice?',
      'loadgate.yml:11: gate.false_alarm: expected a percentage between 0% and 50%, such as 1%, got "60%"',
      "loadgate.yml:12: gate.min_effect.p50: expected a percentage, such as 5% or 0.1%, got 5",
      'loadgate.yml:12: gate.min_effect.p95: expected a percentage of at most 1000%, got "2000%"',
      "loadgate.yml:12: gate.min_effect.p51: unknown key; did you mean p50?",
      'loadgate.yml:13: gate.fail_on[0]: expected one of regression, sla, invalid, inconclusive, no_base, anomaly, overload, got "regresion"; did you mean regression?',
    ],
  },
  {
    what: "a false alarm of 0%",
    text: validFile("gate: { false_alarm: 0% }\n"),
    problems: ['loadgate.yml:8: gate.false_alarm: expected a percentage between 0% and 50%, such as 1%, got "0%"'],
  },
  {
    what: "a key without a value",
    text: validFile("gate:\n"),
    problems: [
      "loadgate.yml:8: gate: expected a map with the keys budget, interleave, pairs, false_alarm, restart_noise, min_effect, baseline_max_age, min_change, fail_on, got null",
    ],
  },
  {
    what: "one word instead of a list",
    text: validFile("gate: { fail_on: sla }\n"),
    problems: ['loadgate.yml:8: gate.fail_on: expected a list, such as [regression, sla], got "sla"'],
  },
  {
    what: "limits without units, of zero, and of an unknown metric",
    text: validFile("sla: { p95: 100, p99: 0ms, throughput: 10, error_rate: 1, cpu: 80, p98: 1s }\n"),
    problems: [
      "loadgate.yml:8: sla.p95: expected a duration with its unit, such as 250ms, 30s or 5m, got 100",
      'loadgate.yml:8: sla.p99: expected a duration above zero, got "0ms"',
      "loadgate.yml:8: sla.throughput: expected a rate with its unit, such as 10/s or 600/m, got 10",
      "loadgate.yml:8: sla.error_rate: expected a percentage, such as 5% or 0.1%, got 1",
      "loadgate.yml:8: sla.cpu: expected a percentage, such as 5% or 0.1%, got 80",
      "loadgate.yml:8: sla.p98: unknown key; did you mean p90?",
    ],
  },
  {
    what: "monitors of the wrong kind",
    text: validFile("monitors: { interval: 0ms, prometheus: { url: '', serie: {}, series: { a: [] } }, redis: 5 }\n"),
    problems: [
      'loadgate.yml:8: monitors.interval: expected a duration above zero, got "0ms"',
      'loadgate.yml:8: monitors.prometheus.url: expected text that is not empty, got ""',
      "loadgate.yml:8: monitors.prometheus.series.a: expected text, got []",
      "loadgate.yml:8: monitors.prometheus.serie: unknown key; did you mean series?",
      "loadgate.yml:8: monitors.redis: expected an address such as redis://localhost, { base, head }, or { url, env }, got 5",
    ],
  },
];

const scenarios: readonly Row[] = [
  {
    what: "none",
    text: "version: 1\ntarget: http://127.0.0.1:8080\nscenarios: {}\n",
    problems: ["loadgate.yml:3: scenarios: expected at least one scenario, got {}"],
  },
  {
    what: "a list",
    text: "version: 1\ntarget: http://127.0.0.1:8080\nscenarios: [shop]\n",
    problems: ['loadgate.yml:3: scenarios: expected a map of scenarios by name, got ["shop"]'],
  },
  {
    what: "a name with a space",
    text: validFile().replace("shop:", "my shop:"),
    problems: ["loadgate.yml:4: scenarios.my shop: expected a name of letters, digits, dot, dash or underscore"],
  },
  {
    what: "an empty one",
    text: "version: 1\ntarget: http://127.0.0.1:8080\nscenarios:\n  shop: {}\n",
    problems: [
      "loadgate.yml:4: scenarios.shop: expected phases, found none",
      "loadgate.yml:4: scenarios.shop: expected requests, found none",
    ],
  },
  {
    what: "values of the wrong kind",
    text: `version: 1
target: http://127.0.0.1:8080
scenarios:
  shop:
    compare: duett
    preset: calm
    time_scale: 0
    generator: {}
    request: []
`,
    problems: [
      'loadgate.yml:5: scenarios.shop.compare: expected one of duet, alternate, recorded, off, got "duett"; did you mean duet?',
      'loadgate.yml:6: scenarios.shop.preset: expected one of baseline_performance, scalability_test, spike_test, neuromorphic_load_test, got "calm"',
      "loadgate.yml:7: scenarios.shop.time_scale: expected a number above 0, got 0",
      "loadgate.yml:8: scenarios.shop.generator.kind: missing; expected one of spike_train, graph_operations, allocation_pressure, query",
      "loadgate.yml:9: scenarios.shop.request: unknown key; did you mean requests?",
    ],
  },
];

const phases: readonly Row[] = [
  {
    what: "bare numbers",
    text: withPhases(["{ pattern: constant, rate: 10, duration: 30, cooldown: 5, warmup: 1 }"]),
    problems: [
      "loadgate.yml:6: scenarios.shop.phases[0].warmup: expected true or false, got 1",
      "loadgate.yml:6: scenarios.shop.phases[0].duration: expected a duration with its unit, such as 250ms, 30s or 5m, got 30",
      "loadgate.yml:6: scenarios.shop.phases[0].cooldown: expected a duration with its unit, such as 250ms, 30s or 5m, got 5",
      "loadgate.yml:6: scenarios.shop.phases[0].rate: expected a rate with its unit, such as 10/s or 600/m, got 10",
    ],
  },
  {
    what: "zero for every quantity",
    text: withPhases(["{ pattern: constant, rate: 0/s, duration: 0s, max_concurrent_users: 0 }"]),
    problems: [
      'loadgate.yml:6: scenarios.shop.phases[0].duration: expected a duration above zero, got "0s"',
      "loadgate.yml:6: scenarios.shop.phases[0].max_concurrent_users: expected a whole number of at least 1, got 0",
      'loadgate.yml:6: scenarios.shop.phases[0].rate: expected a rate above zero, got "0/s"',
    ],
  },
  {
    what: "numbers that are not whole numbers",
    text: withPhases(
      ["1.5", ".nan", ".inf", "1e300", "'5O'"].map(
        (users) => `{ pattern: constant, rate: 1/s, duration: 1s, max_concurrent_users: ${users} }`,
      ),
    ),
    problems: ["1.5", "NaN", "Infinity", "1e+300", '"5O"'].map(
      (got, i) =>
        `loadgate.yml:${6 + i}: scenarios.shop.phases[${i}].max_concurrent_users: expected a whole number of at least 1, got ${got}`,
    ),
  },
  {
    what: "no pattern, an unknown pattern, no map",
    text: withPhases([
      "{ rate: 10/s, duration: 1s }",
      "{ pattern: steady, rate: 10/s }",
      "5",
      "{ pattern: constnat, rate: 10/s }",
    ]),
    problems: [
      "loadgate.yml:6: scenarios.shop.phases[0].pattern: missing; expected one of constant, ramp, spike, burst, steps, sine, users",
      'loadgate.yml:7: scenarios.shop.phases[1].pattern: expected one of constant, ramp, spike, burst, steps, sine, users, got "steady"',
      "loadgate.yml:8: scenarios.shop.phases[2]: expected a phase, such as { pattern: constant, rate: 10/s, duration: 30s }, got 5",
      'loadgate.yml:9: scenarios.shop.phases[3].pattern: expected one of constant, ramp, spike, burst, steps, sine, users, got "constnat"; did you mean constant?',
    ],
  },
  {
    what: "keys of another pattern",
    text: withPhases([
      "{ pattern: constant, rate: 10/s, duration: 1s, size: 5 }",
      "{ pattern: burst, rate: 10/s, duration: 1s, size: 5, interval: 1s }",
      "{ pattern: ramp, from: 1/s, rate: 5/s, duration: 1s }",
      "{ pattern: spike, base: 0/s, peak: 0/s, spike_duration: 1s, duration: 1s, durration: 1s }",
    ]),
    problems: [
      "loadgate.yml:6: scenarios.shop.phases[0].size: unknown key; known keys: id, warmup, duration, cooldown, max_concurrent_users, arrival, pattern, rate",
      "loadgate.yml:7: scenarios.shop.phases[1].rate: unknown key; known keys: id, warmup, duration, cooldown, max_concurrent_users, arrival, pattern, size, interval",
      "loadgate.yml:8: scenarios.shop.phases[2].to: missing; expected a rate with its unit, such as 10/s or 600/m",
      "loadgate.yml:8: scenarios.shop.phases[2].rate: unknown key; known keys: id, warmup, duration, cooldown, max_concurrent_users, arrival, pattern, from, to",
      'loadgate.yml:9: scenarios.shop.phases[3].peak: expected a rate above zero, got "0/s"',
      "loadgate.yml:9: scenarios.shop.phases[3].durration: unknown key; did you mean duration?",
    ],
  },
  {
    what: "two phases with the same id",
    text: withPhases([
      "{ id: a, pattern: constant, rate: 10/s, duration: 1s }",
      "{ id: a, pattern: constant, rate: 20/s, duration: 1s }",
    ]),
    problems: ["loadgate.yml:5: scenarios.shop.phases: expected phases with different ids, got a twice"],
  },
  {
    what: "warm-ups only",
    text: withPhases(["{ warmup: true, pattern: constant, rate: 10/s, duration: 1s }"]),
    problems: ["loadgate.yml:5: scenarios.shop.phases: expected at least one phase without warmup: true"],
  },
  {
    what: "an empty list",
    text: validFile().replace(/phases:\n.*\n/, "phases: []\n"),
    problems: ["loadgate.yml:5: scenarios.shop.phases: expected at least one phase, got []"],
  },
  {
    what: "one phase without a list",
    text: validFile().replace(/phases:\n.*\n/, "phases: { pattern: constant, rate: 1/s, duration: 1s }\n"),
    problems: ["loadgate.yml:5: scenarios.shop.phases: expected a list of phases; begin the phase with a dash"],
  },
  {
    what: "a map",
    text: validFile().replace(/phases:\n.*\n/, "phases: {}\n"),
    problems: [
      "loadgate.yml:5: scenarios.shop.phases: expected a list of phases; a map of phases needs a preset, got {}",
    ],
  },
];

const requests: readonly Row[] = [
  {
    what: "lines that are not requests",
    text: withRequests("[GET, get /x, GET x, 5, [a], null]"),
    problems: ['"GET"', '; write the method in capital letters, got "get /x"', '"GET x"', "5", '["a"]', "null"].map(
      (got, i) =>
        `loadgate.yml:7: scenarios.shop.requests[${i}]: expected a method and a path, such as GET /hello${got.startsWith(";") ? "" : ", got "}${got}`,
    ),
  },
  {
    what: "JSON in quotes",
    text: withRequests(`[{ path: /, json: '{"id": 1}' }, { path: /, json: '[draft]' }]`),
    problems: [
      "loadgate.yml:7: scenarios.shop.requests[0].json: expected YAML such as { id: 1 }, got JSON in quotes, which would be sent as a text; remove the quotes, or use body",
    ],
  },
  {
    what: "lines with an address, or without a method",
    text: withRequests("['GET http://localhost:3000/x', /x]"),
    problems: [
      '[0]: expected a method and a path, such as GET /hello; leave out the address, which comes from service or target, got "GET http://localhost:3000/x"',
      '[1]: expected a method and a path, such as GET /hello; write the method before the path, got "/x"',
    ].map((problem) => `loadgate.yml:7: scenarios.shop.requests${problem}`),
  },
  {
    what: "values of the wrong kind",
    text: withRequests(
      "[{ method: get, path: x, header: {}, weight: 0, expect: { status: 99 } }, { path: /x, weight: heavy, expect: 200, sla: { cpu: 5%, p95: 1 } }, {}]",
    ),
    problems: [
      'loadgate.yml:7: scenarios.shop.requests[0].method: expected one of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, got "get"; did you mean GET?',
      'loadgate.yml:7: scenarios.shop.requests[0].path: expected a path that starts with /, such as /hello, got "x"',
      "loadgate.yml:7: scenarios.shop.requests[0].expect.status: expected an HTTP status, 100 to 599, such as 201, 2xx, 200-299 or a list of them, got 99",
      "loadgate.yml:7: scenarios.shop.requests[0].weight: expected a number above 0, got 0",
      "loadgate.yml:7: scenarios.shop.requests[0].header: unknown key; did you mean headers?",
      "loadgate.yml:7: scenarios.shop.requests[1].expect: expected a map with the keys status, header, trailer, body, json, latency, got 200",
      "loadgate.yml:7: scenarios.shop.requests[1].sla.p95: expected a duration with its unit, such as 250ms, 30s or 5m, got 1",
      "loadgate.yml:7: scenarios.shop.requests[1].sla.cpu: unknown key; known keys: mean, p50, p90, p95, p99, p999, max, first_byte, largest_gap, throughput, error_rate",
      'loadgate.yml:7: scenarios.shop.requests[1].weight: expected a number above 0, got "heavy"',
      "loadgate.yml:7: scenarios.shop.requests[2].path: missing; expected text",
    ],
  },
  {
    what: "two bodies, and a reserved name",
    text: withRequests("[{ path: /x, json: { a: 1 }, body: x }, { name: all, path: / }]"),
    problems: [
      "loadgate.yml:7: scenarios.shop.requests[0].body: a request has one body; remove json or body",
      "loadgate.yml:7: scenarios.shop.requests[1].name: all is the name of all requests together; choose another name",
    ],
  },
  {
    what: "an empty list",
    text: withRequests("[]"),
    problems: ["loadgate.yml:7: scenarios.shop.requests: expected at least one request, got []"],
  },
  {
    what: "one request outside of a list",
    text: withRequests("GET /hello"),
    problems: [
      'loadgate.yml:7: scenarios.shop.requests: expected a list of requests, such as [GET /hello], got "GET /hello"',
    ],
  },
];

describe.each([
  { where: "the file", rows: wholeFile },
  { where: "YAML", rows: notYaml },
  { where: "service and target", rows: services },
  { where: "base", rows: bases },
  { where: "gate, sla and monitors", rows: gates },
  { where: "scenarios", rows: scenarios },
  { where: "phases", rows: phases },
  { where: "requests", rows: requests },
])("problems of $where", ({ rows }) => {
  test.each(rows)("$what", ({ text, problems }) => {
    expect(problemsOf(text)).toEqual(problems);
  });
});

describe("problems", () => {
  test("of all parts are reported at once, in line order", () => {
    const text = `version: 2
target: nowhere
gate: { budget: 5 }
scenarios:
  shop:
    requests: []
    phases:
      - { pattern: constant, rate: 10, duration: 1s }
slo: {}
`;
    expect(problemsOf(text).map((problem) => /^loadgate.yml:(\d): ([^:]*)/.exec(problem)?.slice(1))).toEqual([
      ["1", "version"],
      ["2", "target"],
      ["3", "gate.budget"],
      ["6", "scenarios.shop.requests"],
      ["8", "scenarios.shop.phases[0].rate"],
      ["9", "slo"],
    ]);
  });

  test("have key, message, value and line as separate fields", () => {
    const error = (() => {
      try {
        return parseConfig(validFile("gate: { budget: 5 }\n"), "ci/gate.yml", {});
      } catch (caught) {
        return caught;
      }
    })();
    expect(error).toBeInstanceOf(ConfigError);
    expect(error).toMatchObject({
      name: "ConfigError",
      message: "ci/gate.yml:8: gate.budget: expected a duration with its unit, such as 250ms, 30s or 5m, got 5",
      problems: [
        {
          key: "gate.budget",
          message: "expected a duration with its unit, such as 250ms, 30s or 5m",
          actual: "5",
          line: 8,
        },
      ],
    });
  });

  test("show at most 80 characters of a value", () => {
    expect(problemsOf(validFile(`base: { from: ${"x".repeat(200)} }\n`))).toEqual([
      `loadgate.yml:8: base.from: expected one of auto, artifact, git, directory, target, none; a branch, tag or commit belongs to base.ref, got "${"x".repeat(76)}...`,
    ]);
  });

  test("behind an alias have the line of the alias", () => {
    const text = `version: 1
target: http://127.0.0.1:8080
scenarios:
  one:
    phases: &both
      - { pattern: constant, rate: 1/s, duration: 1 }
    requests: [GET /]
  two:
    phases: *both
    requests: [GET /]
`;
    const message = "expected a duration with its unit, such as 250ms, 30s or 5m, got 1";
    expect(problemsOf(text)).toEqual([
      `loadgate.yml:6: scenarios.one.phases[0].duration: ${message}`,
      `loadgate.yml:9: scenarios.two.phases[0].duration: ${message}`,
    ]);
  });
});

describe("environment variables", () => {
  test("replace references in any text, and their values are secrets", () => {
    const text = withService(`{ command: 'run \${env.MODE}', env: { KEY: '\${env.KEY}' } }`);
    const { plan, secrets } = parseConfig(text, "loadgate.yml", { MODE: "fast", KEY: "s3cret" });
    expect({ program: plan.service?.program, env: plan.service?.env, secrets }).toEqual({
      program: { kind: "command", command: "run fast" },
      env: { base: { KEY: "s3cret" }, head: { KEY: "s3cret" } },
      secrets: ["fast", "s3cret"],
    });
  });

  test("that are not set are problems at their references, besides other problems", () => {
    const text = `${withService(`{ command: '\${env.A} \${env.B}' }`)}gate: { budget: 5 }\n`;
    expect(problemsOf(text, { B: "b" })).toEqual([
      `loadgate.yml:2: service.command: the environment variable A is not set; set it, or write \${env.A:-default}`,
      "loadgate.yml:8: gate.budget: expected a duration with its unit, such as 250ms, 30s or 5m, got 5",
    ]);
  });

  test("are masked in request names; names that become equal get numbers", () => {
    const text = withRequests(
      "['GET /a?key=${env.ONE}', 'GET /a?key=${env.TWO}', { path: /b, name: 'as ${env.ONE}' }]",
    );
    const { plan } = parseConfig(text, "loadgate.yml", { ONE: "s3cret", TWO: "hunter2" });
    const steps = plan.scenarios[0].flows.map((flow) => flow.steps[0]);
    expect(steps.map(({ name, path }) => [name, path])).toEqual([
      ["GET /a?key=***", "/a?key=s3cret"],
      ["GET /a?key=*** (2)", "/a?key=hunter2"],
      ["as ***", "/b"],
    ]);
  });

  test("never appear in a message", () => {
    const text = validFile().replace("http://127.0.0.1:8080", `'\${env.TARGET}'`);
    expect(problemsOf(text, { TARGET: "https://user:hunter2@shop.example/path" })).toEqual([
      `loadgate.yml:2: target: expected the address of a server without a path, such as http://127.0.0.1:8080, got the value of "\${env.TARGET}"`,
    ]);
  });

  test("get the type that their key wants; a wrong value is not shown", () => {
    const text = withPhases([
      `{ pattern: constant, rate: '\${env.RATE}', duration: 1s, max_concurrent_users: '\${env.USERS}' }`,
    ]);
    const { plan, secrets } = parseConfig(text, "loadgate.yml", { RATE: "1000/s", USERS: "5000" });
    expect(plan.scenarios[0].phases[0]).toMatchObject({ pattern: { ratePerSec: 1000 }, maxConcurrentUsers: 5000 });
    expect(secrets).toEqual([]);
    expect(problemsOf(text, { RATE: "10/s", USERS: "many" })).toEqual([
      `loadgate.yml:6: scenarios.shop.phases[0].max_concurrent_users: expected a whole number of at least 1, got the value of "\${env.USERS}"`,
    ]);
    expect(problemsOf(text, { RATE: "10/s" })).toEqual([
      "loadgate.yml:6: scenarios.shop.phases[0].max_concurrent_users: the environment variable USERS is not set; set it, or write ${env.USERS:-default}",
    ]);
  });

  test("that are empty are refused, as forks have no secrets, unless they have a default", () => {
    const text = withRequests(
      "[{ path: /, headers: { authorization: 'Bearer ${env.TOKEN}', x-region: '${env.REGION:-}' } }]",
    );
    expect(problemsOf(text, { TOKEN: " " })).toEqual([
      "loadgate.yml:7: scenarios.shop.requests[0].headers.authorization: the environment variable TOKEN is empty; set it, " +
        "or write ${env.TOKEN:-} if it may be empty. Pull requests from forks and from Dependabot get no secrets",
    ]);
    expect(problemsOf(text, { TOKEN: "abc" })).toEqual([]);
  });
});

/** An example with every supported key. */
const example = `version: 1
service:                        # leave out when the service already runs; then \`target\` is required
  build: npm ci                 # optional; once per arm, in that arm's tree
  command: node server.js       # a shell command; gets PORT (a free port), LOADGATE_ARM
  directory: .
  ready: /healthz               # path that answers 2xx, or tcp (default)
  ready_timeout: 30s
  stop_timeout: 5s
  env: { NODE_ENV: production, DB: { base: a, head: b } }
  before_round: npm run reset
  stdin: open
  tls: true
target: http://127.0.0.1:8080   # a service started elsewhere: an earlier step, a service container
base:
  from: auto                    # auto | artifact | git | directory | target | none
  ref: main                     # from git; default: the base the event names (HEAD^1 of a merge commit)
  directory: ../base            # from directory
  target: http://127.0.0.1:8081 # from target
  carry: [dist, package.json]   # what main's baseline artifact carries so that a pull request can start it
  copy: [.env, data/]           # files that git ignores and the base needs
gate:
  budget: 5m                    # most wall time for measuring
  interleave: auto              # auto | request | slice: how a duet deals its load to the arms
  false_alarm: 1%               # chance that an unchanged pull request fails, all metrics together
  min_effect: { p50: 5%, p95: 10%, tail: 10%, cpu_per_request: 5%, error_rate: 0.2% }
  fail_on: [regression, sla, invalid]      # also: inconclusive, anomaly
sla: { p95: 100ms, p99: 500ms, throughput: 1000/s, error_rate: 0.1%, cpu: 80%, memory: 85% }
monitors:
  interval: 100ms
scenarios:
  steady:
    compare: duet               # duet | alternate | recorded | off; default: the strongest one possible
    sla: { p95: 50ms }          # the nearest sla wins: request, scenario, file
    phases:
      - { id: warmup, warmup: true, pattern: ramp, from: 1/s, to: 10/s, duration: 60s, cooldown: 30s, max_concurrent_users: 50 }
      - { id: steady, pattern: constant, rate: 10/s, duration: 300s, max_concurrent_users: 100 }
      - { pattern: spike, base: 50/s, peak: 500/s, spike_duration: 30s, duration: 300s }
      - { pattern: burst, size: 100, interval: 1s, duration: 10s }
    requests:
      - GET /hello
      - { name: add item, method: POST, path: /items, json: { sku: "\${uuid}" }, weight: 3, expect: { status: 201 } }
`;

const fileSla = { p95: 100, p99: 500, throughput: 1000, error_rate: 0.001, cpu: 0.8, memory: 0.85 };

/** A request with default values. */
const request = (method: string, path: string): RequestSpec => ({
  name: `${method} ${path}`,
  method,
  path,
  headers: {},
  expect: { statuses: [], headers: {}, json: {} },
  extract: {},
  thinkTimeMs: { fromMs: 0, toMs: 0 },
  sla: {},
});

/** Default values of a scenario. */
const defaultScenario = {
  loadKeys: expect.any(Object),
  setup: [],
  teardown: [],
  feeds: {},
  connection: { http2: false, redirects: 0, timeoutMs: 10_000, keepAlive: true },
} as const;

const examplePlan: Plan = {
  service: {
    build: "npm ci",
    program: { kind: "command", command: "node server.js" },
    directory: ".",
    ready: { kind: "http", path: "/healthz", headers: {} },
    readyTimeoutMs: 30_000,
    stopTimeoutMs: 5000,
    env: { base: { NODE_ENV: "production", DB: "a" }, head: { NODE_ENV: "production", DB: "b" } },
    beforeRound: "npm run reset",
    stdin: "open",
    tls: true,
  },
  base: {
    from: "auto",
    ref: "main",
    directory: "../base",
    carry: ["dist", "package.json"],
    carryImage: false,
    copy: [".env", "data/"],
  },
  gate: {
    budgetMs: 300_000,
    interleave: "auto",
    pairs: "auto",
    falseAlarm: 0.01,
    restartNoise: 0.03,
    minEffect: {
      p50: 0.05,
      p95: 0.1,
      tail: 0.1,
      cpu_per_request: 0.05,
      dependency_cpu: 0.1,
      error_rate: 0.002,
      capacity: 0.05,
    },
    minChange: {},
    failOn: ["regression", "sla", "invalid"],
    baselineMaxAgeMs: 1_209_600_000,
  },
  load: { workers: "auto", pin: "auto", tls: { verify: true } },
  monitors: { intervalMs: 100, anomalies: defaultAnomalies },
  explain: { budgetMs: 60_000, traces: "auto" },
  scenarios: [
    {
      id: "steady",
      compare: "duet",
      sla: { ...fileSla, p95: 50 },
      minEffect: {},
      minChange: {},
      phases: [
        {
          id: "warmup",
          warmup: true,
          arrival: "even",
          pattern: { kind: "ramp", fromPerSec: 1, toPerSec: 10 },
          durationMs: 60_000,
          cooldownMs: 30_000,
          maxConcurrentUsers: 50,
        },
        {
          id: "steady",
          warmup: false,
          arrival: "even",
          pattern: { kind: "constant", ratePerSec: 10 },
          durationMs: 300_000,
          cooldownMs: 0,
          maxConcurrentUsers: 100,
        },
        {
          id: "spike-3",
          warmup: false,
          arrival: "even",
          pattern: { kind: "spike", basePerSec: 50, peakPerSec: 500, spikeAtMs: 135_000, spikeDurationMs: 30_000 },
          durationMs: 300_000,
          cooldownMs: 0,
        },
        {
          id: "burst-4",
          warmup: false,
          arrival: "even",
          pattern: { kind: "burst", size: 100, intervalMs: 1000 },
          durationMs: 10_000,
          cooldownMs: 0,
        },
      ],
      ...defaultScenario,
      flows: [
        { weight: 1, steps: [request("GET", "/hello")] },
        {
          weight: 3,
          steps: [
            {
              ...request("POST", "/items"),
              name: "add item",
              body: { kind: "json", value: { sku: "${uuid}" } },
              expect: { statuses: [[201, 201]], headers: {}, json: {} },
            },
          ],
        },
      ],
    },
  ],
};

describe("the example", () => {
  test("gives this plan", () => {
    expect(planOf(example)).toEqual({
      ...examplePlan,
      target: "http://127.0.0.1:8080",
      base: { ...examplePlan.base, target: "http://127.0.0.1:8081" },
    });
  });
});

describe("defaults", () => {
  test("of a file", () => {
    expect(planOf(validFile())).toEqual({
      target: "http://127.0.0.1:8080",
      base: { from: "auto", carry: [], carryImage: false, copy: [] },
      gate: {
        budgetMs: 300_000,
        interleave: "auto",
        pairs: "auto",
        falseAlarm: 0.01,
        restartNoise: 0.03,
        minEffect: {
          p50: 0.04,
          p95: 0.1,
          tail: 0.1,
          cpu_per_request: 0.04,
          dependency_cpu: 0.1,
          error_rate: 0.002,
          capacity: 0.05,
        },
        minChange: {},
        failOn: ["regression", "sla", "invalid"],
        baselineMaxAgeMs: 1_209_600_000,
      },
      monitors: { intervalMs: 100, anomalies: defaultAnomalies },
      explain: { budgetMs: 60_000, traces: "auto" },
      load: { workers: "auto", pin: "auto", tls: { verify: true } },
      scenarios: [
        {
          id: "shop",
          minEffect: {},
          minChange: {},
          phases: [
            {
              id: "steady",
              warmup: false,
              arrival: "even",
              pattern: { kind: "constant", ratePerSec: 10 },
              durationMs: 30_000,
              cooldownMs: 0,
            },
          ],
          ...defaultScenario,
          flows: [{ weight: 1, steps: [request("GET", "/hello")] }],
          sla: {},
        },
      ],
    } satisfies Plan);
  });

  test("of a service", () => {
    expect(planOf(withService("{ command: node server.js }")).service).toEqual({
      program: { kind: "command", command: "node server.js" },
      directory: ".",
      ready: { kind: "tcp" },
      readyTimeoutMs: 30_000,
      stopTimeoutMs: 5000,
      env: { base: {}, head: {} },
      stdin: "closed",
      tls: false,
    });
  });

  test("of a request: GET, method and path as its name, weight 1", () => {
    const { flows } = planOf(withRequests("[{ path: /items }]")).scenarios[0];
    expect(flows).toEqual([{ weight: 1, steps: [request("GET", "/items")] }]);
  });

  test.each(["json: { a: 1 }", "body: ''", "form: { a: b }", "multipart: { a: b }"])(
    "of a request with a body: POST, as with %s",
    (body) => {
      expect(stepsOf(withRequests(`[{ path: /a, ${body} }, { method: GET, path: /a, ${body} }]`))).toMatchObject([
        { method: "POST", name: "POST /a" },
        { method: "GET", name: "GET /a" },
      ]);
    },
  );

  test("stay for the metrics that min_effect does not name", () => {
    expect(planOf(validFile("gate: { min_effect: { p99: 20%, p50: 3% } }\n")).gate.minEffect).toEqual({
      p50: 0.03,
      p95: 0.1,
      p99: 0.2,
      tail: 0.1,
      cpu_per_request: 0.04,
      dependency_cpu: 0.1,
      error_rate: 0.002,
      capacity: 0.05,
    });
  });

  test("include no memory effects; named ones are a share of the peak, and bytes per request", () => {
    const { minEffect } = planOf(validFile("gate: { min_effect: { memory_peak: 10%, memory_growth: 1KiB } }\n")).gate;
    expect([minEffect.memory_peak, minEffect.memory_growth]).toEqual([0.1, 1024]);
  });
});

describe("requests", () => {
  test("with the same name get numbers, and all names are unique", () => {
    const text = withRequests(
      "[GET /a, GET /a, GET /a, { name: b, path: /1 }, { name: b, path: /2 }, { name: b (2), path: /3 }]",
    );
    expect(stepsOf(text).map(({ name }) => name)).toEqual([
      "GET /a",
      "GET /a (2)",
      "GET /a (3)",
      "b",
      "b (2)",
      "b (2) (2)",
    ]);
  });

  test("convert numbers and booleans in headers to text", () => {
    const text = withRequests("[{ path: /1, json: null, headers: { x-try: 3, x-dry: true } }, { path: /3, body: hi }]");
    expect(stepsOf(text).map(({ headers, body }) => ({ headers, body }))).toEqual([
      { headers: { "x-try": "3", "x-dry": "true" }, body: { kind: "json", value: null } },
      { headers: {}, body: { kind: "text", text: "hi" } },
    ]);
  });

  test("keep their own limits; for each metric, a scenario's limit wins over the file's", () => {
    const text = `${validFile("sla: { p95: 100ms, p99: 1s }\n")}`.replace(
      "requests: [GET /hello]",
      "sla: { p95: 50ms }\n    requests: [{ path: /hello, sla: { p99: 2s } }]",
    );
    expect([planOf(text).scenarios[0].sla, stepsOf(text).map(({ sla }) => sla)]).toEqual([
      { p95: 50, p99: 1000 },
      [{ p99: 2000 }],
    ]);
  });
});

describe("laws", () => {
  const keys = fc.constantFrom(
    ..."version service target base gate sla monitors scenarios shop phases requests pattern rate duration budget from p95 id json env constant min_effect expect status __proto__ constructor toString".split(
      " ",
    ),
  );
  const leaf = fc.oneof(
    fc.constantFrom(
      "10/s",
      "5%",
      "30s",
      "constant",
      "GET /x",
      "/x",
      "http://a",
      "auto",
      `\${env.A}`,
      `\${env.B}`,
      "all",
    ),
    fc.string({ unit: "binary", maxLength: 8 }),
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
  );
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      leaf,
      fc.array(tie("tree"), { maxLength: 4 }),
      fc.dictionary(fc.oneof({ weight: 9, arbitrary: keys }, fc.string({ maxLength: 4 })), tie("tree"), { maxKeys: 6 }),
    ),
  }));

  /** The result of parsing: a plan, or a ConfigError with at least one problem. Throws any other error. */
  function outcomeOf(text: string): "plan" | "problems" | "a ConfigError without problems" {
    try {
      parseConfig(text, "loadgate.yml", { A: "a" });
      return "plan";
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      return error.problems.length > 0 ? "problems" : "a ConfigError without problems";
    }
  }

  test("forall trees: parsing gives a plan or throws a ConfigError", () => {
    fc.assert(
      fc.property(tree, (value) => {
        expect(["plan", "problems"]).toContain(outcomeOf(stringify(value)));
      }),
      { numRuns: 300 },
    );
  });

  test("forall trees that replace a part of the example: the same", () => {
    const lines = example.split("\n").filter((line) => !/^ *target:/.test(line));
    const changedExample = fc
      .tuple(fc.nat({ max: lines.length - 1 }), tree)
      .map(([index, value]) =>
        lines
          .map((line, i) =>
            i === index ? line.replace(/(^\s*-? ?[\w]*:?) .*$/, (_, key) => `${key} ${JSON.stringify(value)}`) : line,
          )
          .join("\n"),
      );
    fc.assert(
      fc.property(changedExample, (text) => {
        expect(["plan", "problems"]).toContain(outcomeOf(text));
      }),
      { numRuns: 300 },
    );
  });

  test("forall texts: the same", () => {
    const noise = fc.string({ unit: fc.constantFrom(..."ab:-[]{}&*!|>#'\"%@`\n\t ,?~0".split("")), maxLength: 60 });
    fc.assert(
      fc.property(noise, (text) => {
        expect(["plan", "problems"]).toContain(outcomeOf(text));
      }),
      { numRuns: 500 },
    );
  });
});
