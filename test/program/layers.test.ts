import { readdir, readFile } from "node:fs/promises";
import { posix } from "node:path";
import { describe, expect, test } from "vitest";

const source = new URL("../../src/", import.meta.url);

const pure = ["model", "stats"];
const edges = ["load", "service", "monitors", "baseline", "github"];

/** Which folders of src a folder may import, besides itself. Files directly in src are where all of them meet. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  model: [],
  stats: [],
  config: pure,
  report: pure,
  analysis: pure,
  gate: pure,
  generators: pure,
  shell: ["model"],
  ...Object.fromEntries(edges.map((edge) => [edge, [...pure, "shell"]])),
  experiment: [...pure, "shell", ...edges],
  // The step's own part of where all of them meet.
  action: [...pure, "config", "report", "analysis", "gate", "generators", "shell", ...edges, "experiment", "."],
};

interface Import {
  readonly from: string;
  readonly to: string;
}

/** Every module that the text names: static, dynamic, re-exported, and as a type. */
function specifiersIn(text: string): readonly string[] {
  const code = text.replace(/^\s*(\/\/|\/?\*).*$/gm, "");
  const named = /\b(?:from|import)\s*\(?\s*(["'])([^"'\n]+)\1/g;
  return [...code.matchAll(named)].flatMap(([, , specifier]) => specifier ?? []);
}

/** By their path from src. */
async function ourFiles(): Promise<readonly string[]> {
  return (await readdir(source, { recursive: true })).filter((name) => /\.(ts|json)$/.test(name)).sort();
}

/** Imports of files of ours, both by their path from src. */
async function ourImports(): Promise<readonly Import[]> {
  const imports = (await ourFiles()).map(async (from) => {
    const text = await readFile(new URL(from, source), "utf8");
    return specifiersIn(text)
      .filter((specifier) => specifier.startsWith("."))
      .map((specifier) => ({ from, to: posix.join(posix.dirname(from), specifier) }));
  });
  return (await Promise.all(imports)).flat();
}

const folderOf = (file: string): string => posix.dirname(file).split("/")[0] ?? "";

/** "gate/judge.ts imports load/engine.ts": what the table does not allow. */
function offenders(imports: readonly Import[]): readonly string[] {
  return imports
    .filter(({ from, to }) => {
      const [own, other] = [folderOf(from), folderOf(to)];
      return own !== "." && own !== other && !mayImport[own]?.includes(other);
    })
    .map(({ from, to }) => `${from} imports ${to}`);
}

/** The files that can be reached from themselves. */
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
  test("point one way: the table of the design holds", async () => {
    expect(offenders(await ourImports())).toEqual([]);
  });

  test("make no cycle", async () => {
    expect(inCycles(await ourImports())).toEqual([]);
  });

  test("name files that are there, and every folder has its line in the table", async () => {
    const files = await ourFiles();
    expect((await ourImports()).filter(({ to }) => !to.startsWith("..") && !files.includes(to))).toEqual([]);
    const folders = new Set(files.map(folderOf));
    expect([...folders].filter((folder) => folder !== "." && mayImport[folder] === undefined)).toEqual([]);
  });
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
const said = "imported from there";
`;
    expect(specifiersIn(text)).toEqual([..."abcdefghij"].map((letter) => `../${letter}.ts`));
  });

  test("finds what the table forbids", () => {
    const pairs = [
      ["model/plan.ts", "stats/beta.ts"],
      ["stats/beta.ts", "stats/tail.ts"],
      ["gate/judge.ts", "analysis/load.ts"],
      ["gate/judge.ts", "model/plan.ts"],
      ["load/engine.ts", "baseline/codec.ts"],
      ["load/engine.ts", "shell/clock.ts"],
      ["shell/clock.ts", "stats/beta.ts"],
      ["experiment/arm.ts", "service/service.ts"],
      ["experiment/arm.ts", "gate/judge.ts"],
      ["report/html.ts", "run.ts"],
      ["run.ts", "gate/judge.ts"],
    ] as const;
    expect(offenders(pairs.map(([from, to]) => ({ from, to })))).toEqual([
      "model/plan.ts imports stats/beta.ts",
      "gate/judge.ts imports analysis/load.ts",
      "load/engine.ts imports baseline/codec.ts",
      "shell/clock.ts imports stats/beta.ts",
      "experiment/arm.ts imports gate/judge.ts",
      "report/html.ts imports run.ts",
    ]);
  });

  test("finds a cycle, and not what merely leads to one", () => {
    const arrows = ["a b", "b c", "c b", "d d", "e f"].map((arrow) => arrow.split(" "));
    expect(inCycles(arrows.map(([from = "", to = ""]) => ({ from, to })))).toEqual(["b", "c", "d"]);
  });
});
