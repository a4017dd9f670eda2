import type { Feed, Scenario } from "../model/plan.ts";
import { defined } from "../util/omitUndefined.ts";
import { type Table, tableOf } from "./feed.ts";
import { writtenOf } from "./loadKeys.ts";
import { phaseOf, phaseProblems } from "./phase.ts";
import { type Contradiction, type Path, when } from "./problem.ts";
import type { Files } from "./referencedFiles.ts";
import { flowsOf, isFlow, requestOf } from "./request.ts";
import { entryProblems, extractedNames, inOrderProblems } from "./requestProblems.ts";
import type { File, FileScenario } from "./schema/fileSchema.ts";
import type { FileFeed, FileRequest } from "./schema/requestSchema.ts";
import { isFeedFile, type NamedTable, pickedFiles, type Scope, templatedTexts } from "./template.ts";

/** The files of a configuration, those with rows parsed once however often they are named. */
export interface Ground {
  readonly files: Files;
  readonly tableOf: (file: string) => Table;
}

export function groundOf(files: Files): Ground {
  const tables = new Map<string, Table>();
  return {
    files,
    tableOf: (file) => {
      const table = tables.get(file) ?? tableOf(file, files(file));
      tables.set(file, table);
      return table;
    },
  };
}

export function scenarioOf(id: string, scenario: FileScenario, fileSla: File["sla"], ground: Ground): Scenario {
  const { files } = ground;
  return {
    ...defined({
      compare: scenario.compare,
      preset: scenario.preset,
      timeScale: scenario.time_scale,
      generator: scenario.generator,
    }),
    id,
    phases: (scenario.phases ?? []).map(phaseOf),
    flows: flowsOf(scenario.requests ?? [], files),
    setup: scenario.setup.map((request) => requestOf(request, files)),
    teardown: scenario.teardown.map((request) => requestOf(request, files)),
    feeds: feedsOf(scenario, ground),
    connection: { http2: scenario.http2, redirects: scenario.redirects, timeoutMs: scenario.timeout },
    sla: { ...defined(fileSla), ...defined(scenario.sla) },
    written: writtenOf(id, scenario),
    minEffect: defined(scenario.min_effect),
    minChange: defined(scenario.min_change),
  };
}

/** By their names, and those that only pick takes rows from by their files. */
function feedsOf(scenario: FileScenario, { tableOf }: Ground): Scenario["feeds"] {
  const named = Object.entries(scenario.feeds).map(([name, given]): [string, Feed] => {
    const { file, order } = spelledOutFeed(given);
    return [name, { file, order, rows: tableOf(file).rows }];
  });
  const picked = pickedFiles(requestsOf(scenario).flatMap((request) => templatedTexts(request, [])))
    .filter(isFeedFile)
    .map((file): [string, Feed] => [file, { file, order: "in_order", rows: tableOf(file).rows }]);
  return Object.fromEntries([...named, ...picked]);
}

function requestsOf({ setup, requests = [], teardown }: FileScenario): readonly FileRequest[] {
  return [...setup, ...requests.flatMap((entry) => (isFlow(entry) ? entry.steps : [entry])), ...teardown];
}

function spelledOutFeed(feed: FileFeed): Exclude<FileFeed, string> {
  return typeof feed === "string" ? { file: feed, order: "in_order" } : feed;
}

export function scenarioProblems(id: string, scenario: FileScenario, ground: Ground): readonly Contradiction[] {
  const at: Path = ["scenarios", id];
  const { phases, preset, requests, generator, setup, teardown } = scenario;
  const scope = scopeOf(scenario, ground);
  const values = setup.flatMap(extractedNames);
  const arrivals = { ...scope, values, isArrival: true };
  return [
    ...when(phases === undefined && preset === undefined, at, "expected phases or a preset, found neither"),
    ...when(requests === undefined && generator === undefined, at, "expected requests or a generator, found neither"),
    ...when(
      phases?.every(({ warmup }) => warmup) === true,
      [...at, "phases"],
      "expected at least one phase that is no warm-up",
    ),
    ...(phases ?? []).flatMap((phase, i) => phaseProblems(phase, [...at, "phases", i])),
    ...feedProblems(scenario, [...at, "feeds"], ground),
    ...inOrderProblems(setup, [...at, "setup"], scope, ground.files),
    ...entryProblems(requests ?? [], [...at, "requests"], arrivals, ground.files),
    ...inOrderProblems(teardown, [...at, "teardown"], { ...scope, values }, ground.files),
  ];
}

function scopeOf({ feeds }: FileScenario, { tableOf }: Ground): Scope {
  const tables = Object.entries(feeds).map(([name, given]): [string, NamedTable] => {
    const { file, order } = spelledOutFeed(given);
    return [name, { ...tableOf(file), file, isOnce: order === "once" }];
  });
  return { feeds: Object.fromEntries(tables), tableOf, values: [], isArrival: false };
}

function feedProblems({ feeds }: FileScenario, at: Path, { tableOf }: Ground): readonly Contradiction[] {
  return Object.entries(feeds).flatMap(([name, given]) => {
    const path = typeof given === "string" ? [...at, name] : [...at, name, "file"];
    const { problem } = tableOf(spelledOutFeed(given).file);
    return [
      ...when(name === "env", [...at, name], "env stands for the environment; name it otherwise"),
      ...(problem === undefined ? [] : [{ path, wanted: problem, isShown: true as const }]),
    ];
  });
}
