import { expect, test } from "vitest";
import { configHash } from "../../src/baseline/loadHash.ts";
import { parseConfig } from "../../src/config/parse.ts";

interface Parts {
  readonly request: string;
  readonly rows: string;
  readonly bytes: string;
  readonly rest: string;
}

function hashOf(parts: Partial<Parts>): string {
  const { request = "{ path: '/${people.name}', file: a.bin }", rows = "Ann", bytes = "x", rest = "" } = parts;
  const text = `version: 1
target: http://127.0.0.1:8080
scenarios:
  shop:
    feeds: { people: people.csv }
    phases: [{ pattern: constant, rate: 10/s, duration: 30s }]
    requests: [${request}]
${rest}`;
  const contents = (path: string) => (path === "a.bin" ? bytes : `name\n${rows}\n`);
  const files = (path: string) => ({ kind: "bytes" as const, bytes: new TextEncoder().encode(contents(path)) });
  return configHash(parseConfig(text, "loadgate.yml", {}, files).plan);
}

test("the hash depends on requests, feed rows and file contents, but not on SLAs, gate or workers", () => {
  const same = [{}, { rest: "sla: { p95: 1s }\ngate: { budget: 1m }\nload: { workers: 2 }\n" }];
  const others = [
    { request: "{ path: '/${people.name}', file: a.bin, weight: 2 }" },
    { request: "{ path: '/${people.name}', file: a.bin }, { flow: b, steps: [GET /] }" },
    { rows: "Bob" },
    { bytes: "y" },
    { rest: "    setup: [GET /]\n" },
    { rest: "    timeout: 1s\n" },
    { request: "{ path: /, json: 9007199254740993 }" },
    { request: "{ path: /, json: 9007199254740995 }" },
    { request: '{ path: /, json: "9007199254740995" }' },
  ];
  expect(new Set(same.map(hashOf)).size).toBe(1);
  expect(new Set([{}, ...others].map(hashOf)).size).toBe(1 + others.length);
  expect(hashOf({ request: "{ path: '/${people.name}', file: a.bin, sla: { p95: 1s } }" })).toBe(hashOf({}));
});
