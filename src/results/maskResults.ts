import { z } from "zod";
import { CouldNotMeasure, messageOf, WrongInput } from "../model/errors.ts";
import { type Results, resultsSchema } from "../model/results.ts";
import { mapStrings } from "../util/mapStrings.ts";
import { masker } from "../util/mask.ts";

/** Masks the secrets in every text of the results, whether they come from the configuration or from a service. */
export function maskResults(results: Results, secrets: readonly string[]): Results {
  if (secrets.length === 0) return results;
  const mask = masker(secrets);
  const formatWords = wordsOfFormat();
  const masked = mapStrings(results, (text, key) => {
    // A secret may occur in base64 by chance.
    if (key?.endsWith("histogram") === true) return text;
    // A secret may equal a word of the format, such as a mode, a metric or a key. Masking it would break the file.
    return formatWords.has(text) ? text : mask(text);
  });
  return resultsSchema.parse(masked);
}

/** Runs `act`. If it throws, the secrets in the error's message are masked. */
export async function maskErrors<T>(secrets: readonly string[], act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (cause) {
    const message = messageOf(cause);
    const masked = masker(secrets)(message);
    if (masked === message) throw cause;
    throw cause instanceof WrongInput ? new WrongInput(masked, { cause }) : new CouldNotMeasure(masked, { cause });
  }
}

/** The keys and fixed values of results.json. */
function wordsOfFormat(): ReadonlySet<unknown> {
  const words: unknown[] = [];
  JSON.stringify(z.toJSONSchema(resultsSchema), (key, value) => {
    if (key === "properties") words.push(...Object.keys(value));
    if (key === "enum") words.push(...value);
    if (key === "const") words.push(value);
    return value;
  });
  return new Set(words);
}
