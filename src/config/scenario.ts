import type { ConnectionSpec, Feed, Flow, Scenario, Sla } from "../model/plan.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import { capacityOf, capacityProblems, searchKeys } from "./capacity.ts";
import { type FeedTable, parseFeed } from "./feed.ts";
import { generatorOf, generatorRequests } from "./generator.ts";
import { generatorProblems } from "./generatorProblems.ts";
import { headersProblems, inheritanceProblems } from "./headerProblems.ts";
import { type FileHeaders, mergeHeaders, withoutHeaders } from "./headers.ts";
import { loadKeysOf } from "./loadKeys.ts";
import { toNonEmpty } from "./nonEmpty.ts";
import { overloadOf } from "./overload.ts";
import { presetSla, presetThroughput } from "./presets.ts";
import { type KeyPath, type PathProblem, problemIf, valueProblems } from "./problem.ts";
import type { FileReader } from "./referencedFiles.ts";
import { flowsOf, isFlow, type RequestContext, requestOf, withUniqueNames } from "./request.ts";
import { requestProblems } from "./requestProblems.ts";
import { filePhases, resolvePhases, scenarioPhaseProblems } from "./scenarioPhases.ts";
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
    ...capacityOf(scenario, file.sla),
    ...overloadOf(scenario, file.sla),
    ...requestSources(scenario, context),
    setup: scenario.setup.map((request) => requestOf(request, context)),
    teardown: scenario.teardown.map((request) => requestOf(request, context)),
    feeds: feedsOf(scenario, headers, files),
    connection: connectionOf(scenario),
    sla: { ...defaultSla(scenario), ...limitsIn(file.sla), ...limitsIn(scenario.sla) },
    loadKeys: loadKeysOf(id, scenario, file.headers),
    minEffect: omitUndefined(scenario.min_effect),
    minChange: omitUndefined(scenario.min_change),
  };
}

function connectionOf({ http2, redirects, timeout, keep_alive }: FileScenario): ConnectionSpec {
  return { http2, redirects, timeoutMs: timeout, keepAlive: keep_alive };
}

/** The flows as the file lists them, or those of a generator. */
function requestSources(scenario: FileScenario, context: RequestContext): Pick<Scenario, "flows" | "generator"> {
  const { generator, requests = [], phases, preset, timeout } = scenario;
  if (generator === undefined) return { flows: flowsOf(requests, context) };
  const flows = generatorRequests(generator)
    .filter(({ weight }) => weight > 0)
    .map(({ request, weight }): Flow => ({ weight, steps: [requestOf(request, context)] }));
  const carriesTrain = phases !== undefined || preset !== undefined;
  return {
    flows: withUniqueNames(toNonEmpty(flows, "requests")),
    generator: generatorOf(generator, { carriesTrain, timeoutMs: timeout, context }),
  };
}

/** The limits of metrics. The one of the overload is no number. */
const limitsIn = ({ overload: _, ...limits }: FileConfig["sla"]): Sla => omitUndefined(limits);

/** The limits of a preset. */
function defaultSla(scenario: FileScenario): Sla {
  return scenario.preset === undefined ? {} : { ...presetSla, ...presetThroughput(filePhases(scenario)) };
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
export function requestsOf({ setup, requests = [], generator, teardown }: FileScenario): readonly FileRequest[] {
  const listed = requests.flatMap((entry): readonly FileRequest[] => (isFlow(entry) ? entry.steps : [entry]));
  const generated = generator === undefined ? [] : generatorRequests(generator).map(({ request }) => request);
  return [...setup, ...listed, ...generated, ...teardown];
}

function toFeedObject(feed: FileFeed): Exclude<FileFeed, string> {
  return typeof feed === "string" ? { file: feed, order: "in_order" } : feed;
}

/** Problems that need more than one key, or the content of a file. */
export function scenarioProblems(
  id: string,
  scenario: FileScenario,
  { headers: fileHeaders, sla: fileSla }: Pick<FileConfig, "headers" | "sla">,
  files: ConfigFiles,
): readonly PathProblem[] {
  const at: KeyPath = ["scenarios", id];
  const { requests, generator, headers } = scenario;
  const scoped = scopedRequests(scenario, at, scopeOf(scenario, files));
  return [
    ...(searchKeys(scenario) === undefined
      ? scenarioPhaseProblems(scenario, at)
      : capacityProblems(scenario, fileSla, at)),
    ...problemIf(requests === undefined && generator === undefined, at, "expected requests, found none"),
    ...generatorProblems(scenario, at),
    ...feedProblems(scenario, [...at, "feeds"], files),
    ...headersProblems(headers, [...at, "headers"]),
    ...inheritanceProblems(headers, [...at, "headers"], scoped),
    ...inheritanceProblems(withoutHeaders(fileHeaders, Object.keys(headers)), ["headers"], scoped),
    ...scoped.flatMap((request) => requestProblems(request, files.read)),
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
