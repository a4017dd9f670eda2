import { type Parsed, parseConfig } from "./config/parse.ts";
import { ConfigError } from "./config/problem.ts";
import { unsupported } from "./config/unsupported.ts";
import { messageOf } from "./model/failure.ts";
import { readText } from "./shell/files.ts";

/** Reads and checks the file; throws a ConfigError where it is missing, wrong, or wants what cannot be done yet. */
export async function loadConfig(file: string, env: Readonly<Record<string, string | undefined>>): Promise<Parsed> {
  return parseConfig(await textOf(file), file, env, unsupported);
}

async function textOf(file: string): Promise<string> {
  const fail = (wanted: string) => new ConfigError(file, [{ key: "", wanted }]);
  const text = await readText(file).catch((error: unknown) => {
    throw fail(`the file cannot be read (${messageOf(error)})`);
  });
  if (text === undefined) throw fail("the file does not exist; write one (see the README) or name it with --config");
  return text;
}
