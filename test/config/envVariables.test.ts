import { describe, expect, test } from "vitest";
import { substituteEnvVariables } from "../../src/config/envVariables.ts";

const ref = (name: string) => `\${env.${name}}`;

describe("references to the environment", () => {
  test("are replaced in every text at any depth; keys and other values stay", () => {
    const value = { [ref("A")]: [ref("A"), 1, null, { deep: `${ref("A")}-${ref("B")}/${ref("A")}` }], on: true };
    expect(substituteEnvVariables(value, { A: "alpha", B: "beta", C: "gamma" })).toEqual({
      value: { [ref("A")]: ["alpha", 1, null, { deep: "alpha-beta/alpha" }], on: true },
      problems: [],
      substituted: [
        { path: [ref("A"), 0], values: ["alpha"] },
        { path: [ref("A"), 3, "deep"], values: ["alpha", "beta", "alpha"] },
      ],
    });
  });

  test("to unset or empty variables stay, and are reported with their path", () => {
    const value = { service: { env: { KEYS: ["x", `${ref("A")} ${ref("B")} ${ref("C")}`] } } };
    const path = ["service", "env", "KEYS", 1];
    expect(substituteEnvVariables(value, { B: undefined, C: "" })).toEqual({
      value,
      problems: [
        { path, message: "the environment variable A is not set; set it, or write ${env.A:-default}" },
        { path, message: "the environment variable B is not set; set it, or write ${env.B:-default}" },
        {
          path,
          message:
            "the environment variable C is empty; set it, or write ${env.C:-} if it may be empty. " +
            "Pull requests from forks and from Dependabot get no secrets",
        },
      ],
      substituted: [],
    });
  });

  test("may have a default for a variable that is unset or empty. It is no secret", () => {
    const texts = ["${env.A:-a:-b}", "${env.B:-}", "<${env.C:-c}>"];
    expect(substituteEnvVariables(texts, { B: "", C: "see" })).toEqual({
      value: ["a:-b", "", "<see>"],
      problems: [],
      substituted: [
        { path: [0], values: [] },
        { path: [1], values: [] },
        { path: [2], values: ["see"] },
      ],
    });
  });

  test("may say their type", () => {
    const texts = [
      "${number(env.A)}",
      "n=${number(env.A)}",
      "${boolean(env.B)}",
      "${text(env.A)}",
      "${number(env.C:-5)}",
    ];
    const { value, problems } = substituteEnvVariables(texts, { A: "9007199254740993", B: "true" });
    expect([value, problems]).toEqual([[9007199254740993n, "n=9007199254740993", true, "9007199254740993", 5], []]);
    expect(substituteEnvVariables(["${number(env.B)}"], { B: "yes" }).problems).toEqual([
      { path: [0], message: "expected a number in the environment variable B" },
    ]);
  });

  test("are replaced once: references in values stay", () => {
    expect(substituteEnvVariables([ref("A")], { A: `${ref("B")} $& $1`, B: "b" })).toMatchObject({
      value: [`${ref("B")} $& $1`],
      problems: [],
    });
  });

  test("do not include similar texts", () => {
    const texts = ["{uuid}", "env.A", "{ env.A }", "{env.}", "{env.1A}", "{ENV.A}", "${env"].map((rest) => `$${rest}`);
    expect(substituteEnvVariables(texts, { A: "a" })).toEqual({ value: texts, problems: [], substituted: [] });
  });

  test.each(["${env.A?}", "${env.A-b}", "${env.A:?b}", "${env.A:+b}"])("written as %s are refused", (text) => {
    expect(substituteEnvVariables([text], { A: "a" }).problems).toEqual([
      { path: [0], message: `expected \${env.A} or \${env.A:-default}, got ${text}` },
    ]);
  });

  test("insert escaped values into templates, where $${env.NAME} is no reference", () => {
    const entry = {
      path: `/${ref("A")}`,
      json: [`$${ref("A")}`],
      name: ref("A"),
      steps: [{ body: ref("A") }, ref("A")],
    };
    const file = { command: `$${ref("A")}`, scenarios: { s: { requests: [entry], setup: [ref("A")], id: ref("A") } } };
    const [plain, escaped] = ["<${uuid}>", "<$${uuid}>"];
    expect(substituteEnvVariables(file, { A: plain }).value).toEqual({
      command: `$${plain}`,
      scenarios: {
        s: {
          requests: [{ path: `/${escaped}`, json: [`$${ref("A")}`], name: plain, steps: [{ body: escaped }, escaped] }],
          setup: [escaped],
          id: plain,
        },
      },
    });
  });
});
