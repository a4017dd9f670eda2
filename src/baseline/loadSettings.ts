import type { BodySpec, Scenario } from "../model/plan.ts";
import type { LoadSettings } from "../model/results.ts";
import { feedRowsHash, scenarioLoadHash, sha256Hex } from "./loadHash.ts";

/** Per scenario. A baseline keeps fifty runs, so its size is limited here. */
const maxKeys = 500;
const maxKeyLength = 200;

/** The settings that decide the scenario's load. With them another run can name the settings that differ. */
export function loadSettingsOf(scenario: Scenario): LoadSettings {
  const fromConfig = Object.entries(scenario.loadKeys).map(
    ([key, value]) => [key, sha256Hex(JSON.stringify(value))] as const,
  );
  const all = [...new Map([...fromConfig, ...fileHashes(scenario)])];
  const stored = all.filter(([key]) => key.length <= maxKeyLength).slice(0, maxKeys);
  return {
    hash: scenarioLoadHash(scenario),
    keys: Object.fromEntries(stored.map(([key, hash]) => [key, hash.slice(0, 8)])),
    ...(stored.length < all.length ? { more: true as const } : {}),
  };
}

/** The hash of each file, by file name. Other contents under the same name are another load. */
function fileHashes({ feeds, flows, setup, teardown }: Scenario): readonly (readonly [file: string, hash: string])[] {
  const requests = [...setup, ...flows.flatMap(({ steps }) => steps), ...teardown];
  return [
    ...Object.values(feeds).map(({ file, rows }) => [file, feedRowsHash(rows)] as const),
    ...requests.flatMap(({ body }) => (body === undefined ? [] : bodyFileHashes(body))),
  ];
}

function bodyFileHashes(body: BodySpec): readonly (readonly [file: string, hash: string])[] {
  if (body.kind === "file") return [[body.file, sha256Hex(body.content)]];
  if (body.kind !== "multipart") return [];
  return body.parts.flatMap((part) => (part.kind === "file" ? [[part.file, sha256Hex(part.content)]] : []));
}

/** More keys than this are not readable in a message. */
const maxShown = 5;

export interface SettingsDifference {
  readonly keys: readonly string[];
  /** There are more than these. */
  readonly more?: true;
}

/**
 * The keys whose values differ, in the order of `after`. If only one side has a key, its outermost part that the
 * other side lacks is named instead.
 */
export function diffSettings(before: Omit<LoadSettings, "hash"> | undefined, after: LoadSettings): SettingsDifference {
  if (before === undefined) return { keys: [] };
  const keys = [...new Set([...Object.keys(after.keys), ...Object.keys(before.keys)])];
  const differing = keys.filter((key) => after.keys[key] !== before.keys[key]);
  const named = new Set(
    differing.map((key) => {
      if (after.keys[key] === undefined) return outermostMissing(key, Object.keys(after.keys));
      return before.keys[key] === undefined ? outermostMissing(key, Object.keys(before.keys)) : key;
    }),
  );
  const isMore = named.size > maxShown || after.more === true || before.more === true;
  const shown = [...named].slice(0, maxShown).map((key) => key.slice(0, maxKeyLength));
  return { keys: shown, ...(isMore ? { more: true } : {}) };
}

/** For example scenarios.shop.phases[1], if the other side has other phases but no key below this one. */
function outermostMissing(key: string, others: readonly string[]): string {
  const ends = [...key.matchAll(/[.[]/g)].map(({ index }) => index);
  const isKnown = (prefix: string) =>
    others.some((other) => other.startsWith(prefix) && /^([.[]|$)/.test(other.slice(prefix.length)));
  return ends.map((end) => key.slice(0, end)).find((prefix) => !isKnown(prefix)) ?? key;
}
