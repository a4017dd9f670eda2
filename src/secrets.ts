import { z } from "zod";
import { CouldNotMeasure, messageOf, WrongInput } from "./model/failure.ts";
import { type Results, resultsSchema } from "./model/results.ts";
import { hiding } from "./model/secret.ts";

/** The results with no secret in any of their texts, wherever the configuration or a service has put it. */
export function withoutSecrets(results: Results, secrets: readonly string[]): Results {
  if (secrets.length === 0) return results;
  const hide = hiding(secrets);
  const words = vocabulary();
  // What reads like a word of the format is one: a mode, a metric, a key.
  return resultsSchema.parse(masked(results, (text) => (words.has(text) ? text : hide(text))));
}

/** What `act` gives; what it throws says none of the secrets. */
export async function tellingNone<T>(secrets: readonly string[], act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (cause) {
    const message = messageOf(cause);
    const shown = hiding(secrets)(message);
    if (shown === message) throw cause;
    throw cause instanceof WrongInput ? new WrongInput(shown, { cause }) : new CouldNotMeasure(shown, { cause });
  }
}

function masked(value: unknown, hide: (text: string) => string): unknown {
  if (typeof value === "string") return hide(value);
  if (Array.isArray(value)) return value.map((item) => masked(item, hide));
  if (typeof value !== "object" || value === null) return value;
  // A histogram's base64 is no text, and a piece of it may look like one.
  const entries = Object.entries(value).map(([key, item]) => [
    hide(key),
    key.endsWith("histogram") ? item : masked(item, hide),
  ]);
  return Object.fromEntries(entries);
}

/** The keys and the fixed values of results.json. */
function vocabulary(): ReadonlySet<unknown> {
  const words: unknown[] = [];
  JSON.stringify(z.toJSONSchema(resultsSchema), (key, value) => {
    if (key === "properties") words.push(...Object.keys(value));
    if (key === "enum") words.push(...value);
    if (key === "const") words.push(value);
    return value;
  });
  return new Set(words);
}
