import { expect, test } from "vitest";
import { parseConfig } from "../../src/config/parse.ts";
import { ConfigError } from "../../src/config/problem.ts";

const yaml = (service: string) => `version: 1
service: ${service}
scenarios: { s: { phases: [{ pattern: constant, rate: 1/s, duration: 1s }], requests: [GET /] } }
`;
const programOfFile = (service: string) => parseConfig(yaml(service), "loadgate.yml", {}).plan.service?.program;

function problemsOf(service: string): readonly string[] {
  try {
    programOfFile(service);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split("\n");
    throw error;
  }
}

const container = { kind: "container", args: [], volumes: [], options: [] };
const build = { kind: "build", dockerfile: "Dockerfile", context: ".", args: {}, options: [] };

test.each([
  ["{ container: {} }", { ...container, source: build }],
  [
    "{ container: { context: app } }",
    { ...container, source: { ...build, context: "app", dockerfile: "app/Dockerfile" } },
  ],
  [
    "{ container: { dockerfile: ci/Dockerfile, target: prod, build_args: { A: 1 }, build_options: [--pull], port: 80, args: [-w, 2] } }",
    {
      ...container,
      ...{ port: 80, args: ["-w", "2"] },
      source: { ...build, dockerfile: "ci/Dockerfile", target: "prod", args: { A: "1" }, options: ["--pull"] },
    },
  ],
  ["{ container: { image: a } }", { ...container, source: { kind: "image", image: { base: "a", head: "a" } } }],
  [
    "{ container: { image: { base: a, head: b } } }",
    { ...container, source: { kind: "image", image: { base: "a", head: "b" } } },
  ],
  ["{ compose: { service: api } }", { kind: "compose", files: [], service: "api" }],
  [
    "{ compose: { file: a.yml, service: api, port: 80 } }",
    { kind: "compose", files: ["a.yml"], service: "api", port: 80 },
  ],
])("%s", (service, program) => {
  expect(programOfFile(service)).toEqual(program);
});

test.each([
  [
    "{ command: x, compose: { service: api } }",
    "loadgate.yml:2: service: expected one of command, container and compose, found command and compose",
  ],
  [
    "{ container: { image: a, target: b } }",
    "loadgate.yml:2: service.container.target: has no effect, because service.container.image names an image; remove one of them",
  ],
  [
    "{ container: { options: [-p, '80:80'] } }",
    "loadgate.yml:2: service.container.options[0]: Loadgate publishes the port, names the container and removes it; remove this option, and set service.container.port if needed",
  ],
  ["{ container: { port: 0 } }", "loadgate.yml:2: service.container.port: expected a port, 1 to 65535, got 0"],
  ["{ compose: {} }", "loadgate.yml:2: service.compose.service: missing; expected text"],
])("%s is a mistake", (service, problem) => {
  expect(problemsOf(service)).toEqual([problem]);
});

test.each(["--network=host", "--name=x", "--publish=80:80", "-dp", "-it"])(
  "the option %s is Loadgate's own",
  (option) => {
    expect(problemsOf(`{ container: { options: ['${option}'] } }`)).toHaveLength(1);
  },
);
test.each(["--memory=1g", "--cpus=1", "-v", "--add-host=a:b", "--network=mine", "--tmpfs=/tmp"])(
  "the option %s is the user's",
  (option) => {
    expect(problemsOf(`{ container: { options: ['${option}'] } }`)).toEqual([]);
  },
);
