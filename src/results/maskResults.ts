import { z } from "zod";
import { CouldNotMeasure, messageOf, WrongInput } from "../model/errors.ts";
import { type Results, resultsSchema } from "../model/results.ts";
import { withTexts } from "../util/mapStrings.ts";
import { hiding } from "../util/mask.ts";

/** The results with no secret in any of their texts, wherever the configuration or a service has put it. */
export function withoutSecrets(results: Results, secrets: readonly string[]): Results {
  if (secrets.length === 0) return results;
  const hide = hiding(secrets);
  const words = vocabulary();
  const masked = withTexts(results, (text, key) => {
    // A histogram's base64 is no text, and a piece of it may look like one.
    if (key?.endsWith("histogram") === true) return text;
    // What reads like a word of the format is one: a mode, a metric, a key.
    return words.has(text) ? text : hide(text);
  });
  return resultsSchema.parse(masked);
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
