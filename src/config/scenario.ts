import type { ConnectionSpec, Feed, NonEmpty, Phase, Scenario } from "../model/plan.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import { type FeedTable, parseFeed } from "./feed.ts";
import { headersProblems, inheritanceProblems } from "./headerProblems.ts";
import { type FileHeaders, mergeHeaders, withoutHeaders } from "./headers.ts";
import { loadKeysOf } from "./loadKeys.ts";
import { toNonEmpty } from "./nonEmpty.ts";
import { phaseId, phaseOf, phaseProblems } from "./phase.ts";
import { type KeyPath, type PathProblem, problemIf, valueProblems } from "./problem.ts";
import type { FileReader } from "./referencedFiles.ts";
import { flowsOf, isFlow, requestOf } from "./request.ts";
import { requestProblems } from "./requestProblems.ts";
import type { FileConfig, FileScenario } from "./schema/fileSchema.ts";
import type { FileFeed, FileRequest } from "./schema/requestSchema.ts";
import { scopedRequests } from "./scopedRequests.ts";
import { fieldsIn, filesOfPicks, isFeedFile, type ScopedFeed, type TemplateScope, templateFields } from "./template.ts";

/** The files that the configuration names. */
export interface ConfigFiles {
  readonly read: FileReader;
  /** The rows of a feed file. Each file is parsed once. */
  readonly parseFeed: (file: string) => FeedTable;
}

export function createConfigFiles(read: FileReader): ConfigFiles {
  const tables = new Map<string, FeedTable>();
  return {
    read,
    parseFeed: (file) => {
      const table = tables.get(file) ?? parseFeed(file, read(file));
      tables.set(file, table);
      return table;
    },
  };
}

/** `scenario` must have passed scenarioProblems. */
export function scenarioOf(id: string, scenario: FileScenario, file: FileConfig, files: ConfigFiles): Scenario {
  const headers = mergeHeaders(file.headers, scenario.headers);
  const context = { files: files.read, headers };
  return {
    ...omitUndefined({ compare: scenario.compare }),
    id,
    phases: resolvePhases(scenario),
    flows: flowsOf(scenario.requests ?? [], context),
    setup: scenario.setup.map((request) => requestOf(request, context)),
    teardown: scenario.teardown.map((request) => requestOf(request, context)),
    feeds: feedsOf(scenario, headers, files),
    connection: connectionOf(scenario),
    sla: { ...omitUndefined(file.sla), ...omitUndefined(scenario.sla) },
    loadKeys: loadKeysOf(id, scenario, file.headers),
    minEffect: omitUndefined(scenario.min_effect),
    minChange: omitUndefined(scenario.min_change),
  };
}

function connectionOf({ http2, redirects, timeout, keep_alive }: FileScenario): ConnectionSpec {
  return { http2, redirects, timeoutMs: timeout, keepAlive: keep_alive };
}

/** The only place that decides which phases a scenario has. `preset` and `time_scale` are refused before. */
function resolvePhases({ phases = [] }: FileScenario): NonEmpty<Phase> {
  return toNonEmpty(phases.map(phaseOf), "phases");
}

/** Feeds by name. Files that only pick templates use are feeds, too: their name is the file. */
function feedsOf(scenario: FileScenario, headers: FileHeaders, { parseFeed }: ConfigFiles): Scenario["feeds"] {
  const byName = Object.entries(scenario.feeds).map(([name, entry]): [string, Feed] => {
    const { file, order } = toFeedObject(entry);
    return [name, { file, order, rows: parseFeed(file).rows }];
  });
  const fields = [...fieldsIn(headers, []), ...requestsOf(scenario).flatMap((request) => templateFields(request, []))];
  const byFile = filesOfPicks(fields)
    .filter(isFeedFile)
    .map((file): [string, Feed] => [file, { file, order: "in_order", rows: parseFeed(file).rows }]);
  return Object.fromEntries([...byName, ...byFile]);
}

/** All requests of a scenario, with setup, the steps of flows, and teardown. */
export function requestsOf({ setup, requests = [], teardown }: FileScenario): readonly FileRequest[] {
  return [...setup, ...requests.flatMap((entry) => (isFlow(entry) ? entry.steps : [entry])), ...teardown];
}

function toFeedObject(feed: FileFeed): Exclude<FileFeed, string> {
  return typeof feed === "string" ? { file: feed, order: "in_order" } : feed;
}

/** Problems that need more than one key, or the content of a file. */
export function scenarioProblems(
  id: string,
  scenario: FileScenario,
  fileHeaders: FileHeaders,
  files: ConfigFiles,
): readonly PathProblem[] {
  const at: KeyPath = ["scenarios", id];
  const { phases, preset, requests, generator, headers } = scenario;
  const scoped = scopedRequests(scenario, at, scopeOf(scenario, files));
  return [
    ...problemIf(phases === undefined && preset === undefined, at, "expected phases, found none"),
    ...problemIf(requests === undefined && generator === undefined, at, "expected requests, found none"),
    ...phaseListProblems(phases ?? [], [...at, "phases"]),
    ...feedProblems(scenario, [...at, "feeds"], files),
    ...headersProblems(headers, [...at, "headers"]),
    ...inheritanceProblems(headers, [...at, "headers"], scoped),
    ...inheritanceProblems(withoutHeaders(fileHeaders, Object.keys(headers)), ["headers"], scoped),
    ...scoped.flatMap((request) => requestProblems(request, files.read)),
  ];
}

function phaseListProblems(phases: NonNullable<FileScenario["phases"]>, at: KeyPath): readonly PathProblem[] {
  const ids = phases.map(phaseId);
  const duplicate = ids.find((id, i) => ids.indexOf(id) !== i);
  return [
    ...problemIf(
      phases.length > 0 && phases.every(({ warmup }) => warmup),
      at,
      "expected at least one phase without warmup: true",
    ),
    ...phases.flatMap((phase, i) => phaseProblems(phase, [...at, i])),
    ...problemIf(duplicate !== undefined, at, `expected phases with different ids, got ${duplicate} twice`),
  ];
}

function scopeOf({ feeds }: FileScenario, { parseFeed }: ConfigFiles): TemplateScope {
  const scopedFeeds = Object.entries(feeds).map(([name, entry]): [string, ScopedFeed] => {
    const { file, order } = toFeedObject(entry);
    return [name, { ...parseFeed(file), file, isOnce: order === "once" }];
  });
  return { feeds: Object.fromEntries(scopedFeeds), parseFeed, values: [], isArrival: false };
}

function feedProblems({ feeds }: FileScenario, at: KeyPath, { parseFeed }: ConfigFiles): readonly PathProblem[] {
  return Object.entries(feeds).flatMap(([name, entry]) => {
    const path = typeof entry === "string" ? [...at, name] : [...at, name, "file"];
    return [
      ...problemIf(name === "env", [...at, name], "env is reserved for environment variables; choose another name"),
      ...valueProblems(path, parseFeed(toFeedObject(entry).file).problem),
    ];
  });
}
