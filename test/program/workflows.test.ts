import { readdir, readFile } from "node:fs/promises";
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";

const root = new URL("../../", import.meta.url);

/** The files of .github/workflows, and the fenced blocks of the manuals that are whole workflows. */
interface Workflow {
  readonly name: string;
  readonly text: string;
}

const sources = [
  { whose: "ours", workflows: ours, reference: /^(\.\/|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/ },
  {
    whose: "README and docs",
    workflows: examples,
    reference: /^(\.\/|[\w./-]+@(v\d+(\.\d+\.\d+)?( #.*)?|[0-9a-f]{40} # v\d+\.\d+\.\d+))$/,
  },
];

describe.each(sources)("$whose", ({ workflows, reference }) => {
  test("pass GitHub's parser", async () => {
    expect(await errorsIn(await workflows())).toEqual([]);
  });

  test("use only our own action, or actions with a fixed version", async () => {
    const loose = (workflow: Workflow) => usesIn(workflow).filter((use) => !reference.test(use));
    expect(offenders(await workflows(), loose)).toEqual([]);
  });

  test("set permissions for the workflow or for each job", async () => {
    const unstated = (workflow: Workflow) =>
      documentOf(workflow).permissions === undefined ? jobsWithout("permissions", workflow) : [];
    expect(offenders(await workflows(), unstated)).toEqual([]);
  });

  test("set a time limit for every job", async () => {
    expect(offenders(await workflows(), (workflow) => jobsWithout("timeout-minutes", workflow))).toEqual([]);
  });
});

test("the list of our workflows", async () => {
  expect((await ours()).map(({ name }) => name)).toEqual([
    ".github/workflows/ci.yml",
    ".github/workflows/loadgate-comment.yml",
    ".github/workflows/loadgate.yml",
    ".github/workflows/release.yml",
  ]);
});

test("the README shows a workflow that uses Loadgate", async () => {
  const shown = examplesIn(await source("README.md")).filter((workflow) =>
    usesIn(workflow).some((use) => use.startsWith("loadgate/loadgate@")),
  );
  expect(shown).not.toEqual([]);
});

test("errors name file and line", async () => {
  const text = "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    stepz: []\n";
  expect(await errorsIn([{ name: "a.yml", text }])).toEqual(["a.yml (Line: 5, Col: 5): Unexpected value 'stepz'"]);
});

test("each action has the same version in all our workflows", async () => {
  const references = [...new Set((await ours()).flatMap(usesIn))].filter((use) => use !== "./");
  const actions = references.map((use) => use.split("@")[0]);
  expect(actions.filter((action, at) => actions.indexOf(action) !== at)).toEqual([]);
});

test("no checkout of ours persists its token", async () => {
  const checkouts = (workflow: Workflow) => usesIn(workflow).filter((use) => use.startsWith("actions/checkout@"));
  const cleared = ({ text }: Workflow) => text.match(/^ +persist-credentials: false$/gm) ?? [];
  const persisting = (await ours()).filter((workflow) => checkouts(workflow).length !== cleared(workflow).length);
  expect(persisting.map(({ name }) => name)).toEqual([]);
});

async function ours(): Promise<readonly Workflow[]> {
  return await Promise.all((await filesIn(".github/workflows/", ".yml")).map(source));
}

async function examples(): Promise<readonly Workflow[]> {
  const manuals = await Promise.all(["README.md", ...(await filesIn("docs/", ".md"))].map(source));
  return manuals.flatMap(examplesIn);
}

/** The fenced yaml blocks with `on` and `jobs` at the top. Others are parts, or no workflows. */
function examplesIn(manual: Workflow): readonly Workflow[] {
  const blocks = [...manual.text.matchAll(/^```ya?ml\n(.*?)^```$/gms)];
  return blocks
    .map(([, text = ""], at) => ({ name: `${manual.name}, yaml block ${at + 1}`, text }))
    .filter(({ text }) => /^["']?on["']?:/m.test(text) && /^jobs:/m.test(text));
}

async function errorsIn(workflows: readonly Workflow[]): Promise<readonly string[]> {
  const errors = workflows.map(async ({ name, text }) => {
    const { context, value } = parseWorkflow({ name, content: text }, new NoOperationTraceWriter());
    if (value) await convertWorkflowTemplate(context, value);
    return context.errors.getErrors().map(({ message }) => message);
  });
  return (await Promise.all(errors)).flat();
}

function usesIn({ text }: Workflow): readonly string[] {
  return [...text.matchAll(/^ *(?:- )?uses: *(.+)$/gm)].map(([, reference = ""]) => reference.trim());
}

function jobsWithout(key: string, workflow: Workflow): readonly string[] {
  const jobs = Object.entries(documentOf(workflow).jobs);
  return jobs.filter(([, job]) => job[key] === undefined).map(([id]) => id);
}

function documentOf({ text }: Workflow) {
  const shape = z.object({ permissions: z.unknown(), jobs: z.record(z.string(), z.record(z.string(), z.unknown())) });
  return shape.partial({ permissions: true }).parse(parse(text));
}

function offenders(
  workflows: readonly Workflow[],
  wrong: (workflow: Workflow) => readonly string[],
): readonly string[] {
  return workflows.flatMap((workflow) => wrong(workflow).map((what) => `${workflow.name}: ${what}`));
}

async function source(name: string): Promise<Workflow> {
  return { name, text: await read(name) };
}

async function read(name: string): Promise<string> {
  return await readFile(new URL(name, root), "utf8");
}

async function filesIn(directory: string, ending: string): Promise<readonly string[]> {
  const names = await readdir(new URL(directory, root));
  return names
    .filter((name) => name.endsWith(ending))
    .map((name) => `${directory}${name}`)
    .toSorted();
}
