import { readdir, readFile } from "node:fs/promises";
import { posix } from "node:path";
import { describe, expect, test } from "vitest";

const source = new URL("../../src/", import.meta.url);

/** What the files of a folder may import, in addition to their own folder. */
interface Rule {
  /** Folders with their sub-folders, and files. */
  readonly may: readonly string[];
  /** Exceptions from `may`. */
  readonly not?: readonly string[];
}

const data = ["model", "util", "stats"];
const pure = [...data, "wording"];
const foundation = [...pure, "shell"];
const edges = ["load", "service", "monitors", "explain", "baseline", "github"];
const measuring = [...foundation, "githubApi", ...edges, "experiment", "analysis", "gate", "results"];
const everythingBelow = [...measuring, "config", "report", "generators", "run.ts"];

/** Rules by path below src. The longest matching path applies. */
const rules: Readonly<Record<string, Rule>> = {
  model: { may: [] },
  util: { may: [] },
  stats: { may: [] },
  wording: { may: ["model", "util"] },
  results: { may: data },
  config: { may: pure },
  "config/schema": { may: ["model"] },
  report: { may: pure },
  analysis: { may: pure },
  gate: { may: pure },
  generators: { may: pure },
  shell: { may: ["model", "util", "exit.ts"] },
  githubApi: { may: ["model", "util", "shell"] },
  load: { may: foundation },
  "load/http": { may: foundation },
  "load/http/http1": { may: [...foundation, "load/http"], not: ["load/http/http2", "load/http/undici"] },
  "load/http/http2": { may: [...foundation, "load/http"], not: ["load/http/http1", "load/http/undici"] },
  "load/http/undici": { may: [...foundation, "load/http"], not: ["load/http/http1", "load/http/http2"] },
  service: { may: foundation },
  monitors: { may: foundation },
  explain: { may: foundation },
  baseline: { may: [...foundation, "githubApi"] },
  github: { may: [...foundation, "githubApi"] },
  experiment: { may: [...foundation, ...edges] },
  pipeline: { may: everythingBelow },
  cli: { may: [...everythingBelow, "pipeline", "exit.ts"] },
  action: { may: [...everythingBelow, "pipeline", "exit.ts"] },
  "exit.ts": { may: [] },
  "run.ts": { may: measuring },
  "cli.ts": { may: ["cli", "config", "model", "exit.ts"] },
  "action.ts": { may: ["action", "model", "report", "service", "shell", "exit.ts"] },
  "index.ts": { may: ["cli.ts", "cli", "action.ts", "action", "load", "generators", "util", "exit.ts"] },
  "post.ts": { may: ["index.ts"] },
};

const isWithin = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);

/** The path of the rule that applies to the file. */
function ruleOf(file: string): string | undefined {
  const matches = Object.keys(rules).filter((path) => isWithin(file, path));
  return matches.toSorted((a, b) => b.length - a.length)[0];
}

interface Import {
  readonly from: string;
  readonly to: string;
}

/** Every module that the text imports: statically, dynamically, as a re-export or as a type. */
function specifiersIn(text: string): readonly string[] {
  const code = text.replace(/^\s*(\/\/|\/?\*).*$/gm, "");
  const named = /\b(?:from|import)\s*\(?\s*(["'])([^"'\n]+)\1/g;
  return [...code.matchAll(named)].flatMap(([, , specifier]) => specifier ?? []);
}

/** All source files, by their path below src. */
async function ourFiles(): Promise<readonly string[]> {
  return (await readdir(source, { recursive: true })).filter((name) => /\.(ts|json)$/.test(name)).sort();
}

/** All imports of our own files, by their path below src. */
async function ourImports(): Promise<readonly Import[]> {
  const imports = (await ourFiles()).map(async (from) => {
    const text = await readFile(new URL(from, source), "utf8");
    return specifiersIn(text)
      .filter((specifier) => specifier.startsWith("."))
      .map((specifier) => ({ from, to: posix.join(posix.dirname(from), specifier) }));
  });
  return (await Promise.all(imports)).flat();
}

function isAllowed({ from, to }: Import): boolean {
  const path = ruleOf(from);
  const rule = path === undefined ? undefined : rules[path];
  if (path === undefined || rule === undefined) return false;
  if (isWithin(to, path)) return true;
  return rule.may.some((folder) => isWithin(to, folder)) && !rule.not?.some((folder) => isWithin(to, folder));
}

/** The imports that the rules forbid: "gate/judge.ts imports load/ticker.ts". */
function violations(imports: readonly Import[]): readonly string[] {
  return imports.filter((one) => !isAllowed(one)).map(({ from, to }) => `${from} imports ${to}`);
}

/** The files that import themselves, directly or through others. */
function inCycles(imports: readonly Import[]): readonly string[] {
  const next = Map.groupBy(imports, ({ from }) => from);
  const reached = (start: string): ReadonlySet<string> => {
    const seen = new Set<string>();
    const open = [start];
    for (let file = open.pop(); file !== undefined; file = open.pop()) {
      for (const { to } of next.get(file) ?? []) {
        if (!seen.has(to)) open.push(to);
        seen.add(to);
      }
    }
    return seen;
  };
  return [...next.keys()].filter((file) => reached(file).has(file));
}

describe("imports", () => {
  test("follow the rules", async () => {
    expect(violations(await ourImports())).toEqual([]);
  });

  test("form no cycle", async () => {
    expect(inCycles(await ourImports())).toEqual([]);
  });

  test("lead to existing files", async () => {
    const files = await ourFiles();
    expect((await ourImports()).filter(({ to }) => !to.startsWith("..") && !files.includes(to))).toEqual([]);
  });
});

test("every file has a rule, and every rule has a file", async () => {
  const files = await ourFiles();
  expect(files.filter((file) => ruleOf(file) === undefined)).toEqual([]);
  expect(Object.keys(rules).filter((path) => !files.some((file) => isWithin(file, path)))).toEqual([]);
});

describe("this test", () => {
  test("sees an import in every form", () => {
    const text = `import a from "./a.ts";
import { b, type B } from './b.ts';
import {
  c,
} from "./c.ts";
import type { D } from "./d.ts";
import "./e.ts";
export { f } from "./f.ts";
export * from "./g.ts";
const h = await import("./h.ts");
type I = import("./i.ts").I;
const x = import(
  "./j.ts"
);
// import { no } from "./no.ts";
/** import { no } from "./no.ts" */
const text = "imported from there";
`;
    expect(specifiersIn(text)).toEqual([..."abcdefghij"].map((letter) => `./${letter}.ts`));
  });

  test("finds forbidden imports", () => {
    const allowed = [
      ["stats/beta.ts", "stats/tail.ts"],
      ["gate/judge.ts", "model/plan.ts"],
      ["load/engine/playPhase.ts", "load/schedule/arrivals.ts"],
      ["load/http/http1/parser.ts", "load/http/client.ts"],
      ["github/comment.ts", "githubApi/api.ts"],
      ["experiment/base/git.ts", "service/worktree.ts"],
      ["pipeline/measure.ts", "run.ts"],
    ];
    const forbidden = [
      ["model/plan.ts", "util/format.ts"],
      ["model/plan.ts", "stats/beta.ts"],
      ["config/schema/units.ts", "util/format.ts"],
      ["gate/judge.ts", "analysis/rounds.ts"],
      ["load/loadGenerator.ts", "baseline/codec.ts"],
      ["load/http/client.ts", "load/schedule/arrivals.ts"],
      ["load/http/http1/parser.ts", "load/http/undici/errors.ts"],
      ["service/port.ts", "githubApi/api.ts"],
      ["experiment/arm.ts", "gate/judge.ts"],
      ["run.ts", "pipeline/measure.ts"],
      ["exit.ts", "model/errors.ts"],
      ["unknown/file.ts", "model/plan.ts"],
    ];
    const imports = [...allowed, ...forbidden].map(([from = "", to = ""]) => ({ from, to }));
    expect(violations(imports)).toEqual(forbidden.map(([from, to]) => `${from} imports ${to}`));
  });

  test("finds the files of a cycle, and not those that lead to one", () => {
    const arrows = ["a b", "b c", "c b", "d d", "e f"].map((arrow) => arrow.split(" "));
    expect(inCycles(arrows.map(([from = "", to = ""]) => ({ from, to })))).toEqual(["b", "c", "d"]);
  });
});
