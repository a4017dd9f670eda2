import { describe, expect, test } from "vitest";
import { substituted } from "../../src/config/envVariables.ts";

const ref = (name: string) => `\${env.${name}}`;

describe("references to the environment", () => {
  test("are replaced in every text, however deep; keys, numbers and the rest stay", () => {
    const value = { [ref("A")]: [ref("A"), 1, null, { deep: `${ref("A")}-${ref("B")}/${ref("A")}` }], on: true };
    expect(substituted(value, { A: "alpha", B: "beta", C: "gamma" })).toEqual({
      value: { [ref("A")]: ["alpha", 1, null, { deep: "alpha-beta/alpha" }], on: true },
      secrets: ["alpha", "beta"],
      missing: [],
    });
  });

  test("that are short are no secrets: hiding them would hide half of every report", () => {
    const value = [ref("A"), ref("B")];
    expect(substituted(value, { A: "one", B: "four" })).toEqual({
      value: ["one", "four"],
      secrets: ["four"],
      missing: [],
    });
  });

  test("that are not set stay as they are, and are told with their place", () => {
    const value = { service: { env: { KEYS: ["x", `${ref("A")} ${ref("B")}`] } } };
    const wanted = (name: string) => `the environment variable ${name} is not set; set it or remove ${ref(name)}`;
    expect(substituted(value, { B: undefined })).toEqual({
      value,
      secrets: [],
      missing: [
        { path: ["service", "env", "KEYS", 1], wanted: wanted("A") },
        { path: ["service", "env", "KEYS", 1], wanted: wanted("B") },
      ],
    });
  });

  test("that are set to nothing give nothing, which is no secret", () => {
    expect(substituted([`<${ref("A")}>`], { A: "" })).toEqual({ value: ["<>"], secrets: [], missing: [] });
  });

  test("are replaced once: what a value says is not read again", () => {
    expect(substituted([ref("A")], { A: `${ref("B")} $& $1`, B: "b" })).toEqual({
      value: [`${ref("B")} $& $1`],
      secrets: [`${ref("B")} $& $1`],
      missing: [],
    });
  });

  test("look like nothing else: other templates are not ours", () => {
    const texts = ["{uuid}", "env.A", "{ env.A }", "{env.}", "{env.1A}", "{env.A-B}", "{ENV.A}", "${env"].map(
      (rest) => `$${rest}`,
    );
    expect(substituted(texts, { A: "a" })).toEqual({ value: texts, secrets: [], missing: [] });
  });

  test("stand for themselves where templates may stand, and $${env.NAME} is no reference there", () => {
    const entry = {
      path: `/${ref("A")}`,
      json: [`$${ref("A")}`],
      name: ref("A"),
      steps: [{ body: ref("A") }, ref("A")],
    };
    const file = { command: `$${ref("A")}`, scenarios: { s: { requests: [entry], setup: [ref("A")], id: ref("A") } } };
    const [plain, escaped] = ["<${uuid}>", "<$${uuid}>"];
    expect(substituted(file, { A: plain }).value).toEqual({
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
