import { readdir, readFile } from "node:fs/promises";
import { posix } from "node:path";
import { expect, test } from "vitest";

const source = new URL("../../src/", import.meta.url);

/** Participles that stand for nouns, and private metaphors. A reader cannot guess what they name. */
const vagueNames = new Set([
  ...["found", "wanted", "told", "given", "left", "kept", "asked", "played", "noted", "judged", "made"],
  ...["ground", "course", "eyes", "stretch", "lane", "passage", "journey", "visit", "passenger", "carrier", "keeper"],
  ...["stage", "broom", "standing", "setback", "effort"],
]);

interface Declaration {
  readonly file: string;
  readonly name: string;
}

const exportPattern =
  /^export (?:declare )?(?:abstract )?(?:class|interface|type|function\*?|const|let|async function\*?) ([A-Za-z0-9_$]+)/gm;

function exportsIn(text: string): readonly string[] {
  return [...text.matchAll(exportPattern)].map(([, name = ""]) => name);
}

async function sourceFiles(): Promise<readonly string[]> {
  return (await readdir(source, { recursive: true })).filter((file) => file.endsWith(".ts")).sort();
}

async function exportedNames(): Promise<readonly Declaration[]> {
  const declarations = (await sourceFiles()).map(async (file) =>
    exportsIn(await readFile(new URL(file, source), "utf8")).map((name) => ({ file, name })),
  );
  return (await Promise.all(declarations)).flat();
}

const isVague = (name: string): boolean => vagueNames.has(name.toLowerCase());

test("no file has a vague name", async () => {
  expect((await sourceFiles()).filter((file) => isVague(posix.basename(file, ".ts")))).toEqual([]);
});

test("no exported name is vague", async () => {
  expect((await exportedNames()).filter(({ name }) => isVague(name))).toEqual([]);
});

test("no exported name is declared in two files", async () => {
  // The same file may declare a schema and its type under one name.
  const filesByName = Map.groupBy(await exportedNames(), ({ name }) => name);
  const repeated = [...filesByName].map(([name, declarations]) => ({
    name,
    files: [...new Set(declarations.map(({ file }) => file))],
  }));
  expect(repeated.filter(({ files }) => files.length > 1)).toEqual([]);
});

test("this test sees every form of export", () => {
  const text = `export class A {}
export abstract class B {}
export interface C {}
export type D = string;
export function e() {}
export async function f() {}
export const g = 1;
export function* h() {}
const i = "export const j";
`;
  expect(exportsIn(text)).toEqual(["A", "B", "C", "D", "e", "f", "g", "h"]);
});
