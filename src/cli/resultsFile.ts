import { messageOf, WrongInput } from "../model/errors.ts";
import type { Results } from "../model/results.ts";
import { decodeResults } from "../results/codec.ts";
import { readText } from "../shell/files.ts";

/**
 * Reads the results.json that a command names. Throws a WrongInput if there is not exactly one, or it is unreadable.
 */
export async function readResults(positionals: readonly string[]): Promise<Results> {
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0)
    throw new WrongInput(`expected one results.json, got ${positionals.length} files`);
  const text = await readText(file).catch((cause: unknown) => {
    throw new WrongInput(`${file} cannot be read (${messageOf(cause)}); expected the results.json of loadgate run`, {
      cause,
    });
  });
  if (text === undefined) throw new WrongInput(`${file} does not exist; expected the results.json of loadgate run`);
  return decodeResults(text, file);
}
