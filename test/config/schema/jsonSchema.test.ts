import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { parseConfig } from "../../../src/config/parse.ts";
import { ConfigError } from "../../../src/config/problem.ts";
import { jsonSchema } from "../../../src/config/schema/jsonSchema.ts";

const validate = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true }).compile(jsonSchema());

function isAccepted(text: string): boolean {
  try {
    parseConfig(text, "loadgate.yml", {});
    return true;
  } catch (error) {
    if (error instanceof ConfigError) return false;
    throw error;
  }
}

/** The errors of the JSON Schema, each as path and keyword. */
function schemaErrors(text: string): readonly string[] {
  validate(parse(text));
  return (validate.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`).sort();
}

const file = (
  more: string,
  phase = "{ pattern: constant, rate: 10/s, duration: 30s }",
  request = "GET /hello",
) => `version: 1
service: { command: node server.js }
scenarios:
  shop:
    phases: [${phase}]
    requests: [${request}]
${more}
`;

const validFiles = [
  file(""),
  file("gate: { budget: 5m, false_alarm: 1%, min_effect: { p50: 5%, p99: 0% }, fail_on: [] }"),
  file("sla: { p95: 100ms, throughput: 60/m, error_rate: 0.1%, memory: 85% }"),
  file("base: { from: directory, directory: ../base }\nmonitors: { interval: 1s }"),
  file(
    "",
    "{ pattern: ramp, from: 0/s, to: 10/s, duration: 1m, cooldown: 0s, warmup: false, id: up, max_concurrent_users: 1 }",
  ),
  file("", "{ pattern: spike, base: 0/s, peak: 5/s, spike_duration: 1s, duration: 1h }"),
  file("", "{ pattern: burst, size: 5, interval: 100 ms, duration: 1s }"),
  file(
    "",
    undefined,
    "{ path: /x, method: PUT, headers: { a: 1, b: true }, json: { c: [] }, weight: 0.5, expect: { status: 204 }, sla: { p999: 1s } }",
  ),
  file("", "{ pattern: steps, rates: [1/s, 2/s], duration: 1m, arrival: poisson }"),
  file("", "{ pattern: sine, mean: 2/s, amplitude: 1/s, period: 10s, duration: 1m }"),
  file(
    "load: { workers: 2, pin: on }\ntls: { verify: false }",
    "{ pattern: users, users: 5, think_time: 1s..2s, duration: 1m }",
  ),
  file(
    "",
    undefined,
    '{ path: "/${uuid}", query: { a: 1 }, form: { b: 2 }, expect: { status: [2xx, 404, 500-503], header: { a: b } } }',
  ),
  file(
    "",
    undefined,
    '{ flow: buy, weight: 2, think_time: 1s, steps: [{ path: /a, extract: { id: $.id, b: { header: c } } }, "GET /${id}"] }',
  ),
];

const invalidFiles = [
  { text: file("").replace("version: 1", "version: 2"), at: ["/version const"] },
  { text: file("gates: {}"), at: [" additionalProperties"] },
  { text: file("gate: { budget: 5 }"), at: ["/gate/budget type"] },
  { text: file("gate: { budget: 5 min }"), at: ["/gate/budget pattern"] },
  {
    text: file("gate: { fail_on: [slow] }"),
    at: ["/gate/fail_on/0 anyOf", "/gate/fail_on/0 enum", "/gate/fail_on/0 pattern"],
  },
  { text: file("sla: { p95: 100 }"), at: ["/sla/p95 type"] },
  { text: file("target: localhost"), at: ["/target pattern"] },
];

describe("the JSON Schema", () => {
  test("is a valid schema of draft 2020-12 with a title", () => {
    expect(jsonSchema()).toMatchObject({
      $schema: "https://json-schema.org/draft/2020-12/schema",
      title: "loadgate.yml",
      type: "object",
      required: ["version", "scenarios"],
    });
  });

  test.each(validFiles)("accepts what the parser accepts, %#", (text) => {
    expect({ parser: isAccepted(text), schema: schemaErrors(text) }).toEqual({ parser: true, schema: [] });
  });

  test.each(invalidFiles)("refuses what the parser refuses, %#: $at", ({ text, at }) => {
    expect({ parser: isAccepted(text), schema: schemaErrors(text) }).toEqual({ parser: false, schema: at });
  });

  test("refuses a rate without its unit, as the parser does", () => {
    const text = file("", "{ pattern: constant, rate: 10, duration: 30s }");
    expect([isAccepted(text), schemaErrors(text).includes("/scenarios/shop/phases/0/rate type")]).toEqual([
      false,
      true,
    ]);
  });

  test("accepts a reference to an environment variable for every value", () => {
    const text = file(
      "gate: { budget: '${env.BUDGET:-5m}', fail_on: '${env.FAIL_ON}', interleave: '${env.MODE}' }",
      "{ pattern: constant, rate: '${env.RATE}', duration: 30s, warmup: '${env.WARMUP}', max_concurrent_users: '${number(env.USERS)}' }",
    );
    expect(schemaErrors(text.replace("GET /hello", "'${env.REQUEST}'"))).toEqual([]);
    expect(schemaErrors(text.replace("'${env.WARMUP}'", "'yes'"))).toContain("/scenarios/shop/phases/0/warmup pattern");
  });

  test("accepts top-level keys for YAML anchors, long integers and headers that are null", () => {
    const request = "{ path: /, headers: { id: 1610521604143693812, accept: null } }";
    const text = file("x-anchors: { a: 1 }\nheaders: { a: b }", undefined, request);
    expect({ parser: isAccepted(text), schema: schemaErrors(text) }).toEqual({ parser: true, schema: [] });
  });

  test("has the descriptions that editors show", () => {
    expect(JSON.stringify(jsonSchema())).toContain(
      '"description":"Maximum wall time for measuring, shared by all scenarios."',
    );
  });
});
