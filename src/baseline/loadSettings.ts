import type { BodySpec, Scenario } from "../model/plan.ts";
import type { LoadSettings } from "../model/results.ts";
import { loadHash, rowsHash, sha256 } from "./loadHash.ts";

/** Of one scenario; a baseline keeps fifty runs. */
const mostKeys = 500;
const longestKey = 200;

/** What shapes the scenario's load, so that another run can say which settings are not its own. */
export function loadSettingsOf(scenario: Scenario): LoadSettings {
  const written = Object.entries(scenario.written).map(([key, value]) => [key, sha256(JSON.stringify(value))] as const);
  const all = [...new Map([...written, ...filesOf(scenario)])];
  const kept = all.filter(([key]) => key.length <= longestKey).slice(0, mostKeys);
  return {
    hash: loadHash(scenario),
    keys: Object.fromEntries(kept.map(([key, hash]) => [key, hash.slice(0, 8)])),
    ...(kept.length < all.length ? { more: true as const } : {}),
  };
}

/** By their names: another file under the same name is another load. */
function filesOf({ feeds, flows, setup, teardown }: Scenario): readonly (readonly [file: string, hash: string])[] {
  const requests = [...setup, ...flows.flatMap(({ steps }) => steps), ...teardown];
  return [
    ...Object.values(feeds).map(({ file, rows }) => [file, rowsHash(rows)] as const),
    ...requests.flatMap(({ body }) => (body === undefined ? [] : contentsOf(body))),
  ];
}

function contentsOf(body: BodySpec): readonly (readonly [file: string, hash: string])[] {
  if (body.kind === "file") return [[body.file, sha256(body.content)]];
  if (body.kind !== "multipart") return [];
  return body.parts.flatMap((part) => (part.kind === "file" ? [[part.file, sha256(part.content)]] : []));
}

/** More would not be read. */
const mostNamed = 5;

export interface Difference {
  readonly keys: readonly string[];
  /** Where there are more than these. */
  readonly more?: true;
}

/** The keys whose values differ, in the order of `is`; of what only one side has, the outermost that the other lacks. */
export function differenceOf(was: Omit<LoadSettings, "hash"> | undefined, is: LoadSettings): Difference {
  if (was === undefined) return { keys: [] };
  const keys = [...new Set([...Object.keys(is.keys), ...Object.keys(was.keys)])];
  const differing = keys.filter((key) => is.keys[key] !== was.keys[key]);
  const named = new Set(
    differing.map((key) => {
      if (is.keys[key] === undefined) return outermost(key, Object.keys(is.keys));
      return was.keys[key] === undefined ? outermost(key, Object.keys(was.keys)) : key;
    }),
  );
  const isMore = named.size > mostNamed || is.more === true || was.more === true;
  const shown = [...named].slice(0, mostNamed).map((key) => key.slice(0, longestKey));
  return { keys: shown, ...(isMore ? { more: true } : {}) };
}

/** scenarios.shop.phases[1], where the other side has nothing below it and something beside it. */
function outermost(key: string, others: readonly string[]): string {
  const ends = [...key.matchAll(/[.[]/g)].map(({ index }) => index);
  const isKnown = (prefix: string) =>
    others.some((other) => other.startsWith(prefix) && /^([.[]|$)/.test(other.slice(prefix.length)));
  return ends.map((end) => key.slice(0, end)).find((prefix) => !isKnown(prefix)) ?? key;
}
