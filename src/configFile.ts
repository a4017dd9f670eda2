import { type Parsed, parseConfig } from "./config/parse.ts";
import { ConfigError } from "./config/problem.ts";
import { unsupported } from "./config/unsupported.ts";
import { readText } from "./shell/files.ts";

/** Reads and checks the file; throws a ConfigError where it is missing, wrong, or wants what cannot be done yet. */
export async function loadConfig(file: string, env: Readonly<Record<string, string | undefined>>): Promise<Parsed> {
  const text = await readText(file);
  if (text === undefined) {
    throw new ConfigError(file, [
      { key: "", wanted: "the file does not exist; write one (see the README) or name it with --config" },
    ]);
  }
  const parsed = parseConfig(text, file, env);
  const problems = unsupported(parsed.plan);
  if (problems.length > 0) throw new ConfigError(file, problems);
  return parsed;
}
