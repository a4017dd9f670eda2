import { readFile } from "node:fs/promises";
import { type ParsedConfig, parseDraft } from "../config/parse.ts";
import { ConfigError } from "../config/problem.ts";
import type { FileContent } from "../config/referencedFiles.ts";
import { messageOf } from "../model/errors.ts";
import { hasErrorCode, readText } from "../shell/files.ts";

/** Reads and checks loadgate.yml and the files it names. Throws a ConfigError with every problem. */
export async function loadConfig(
  file: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<ParsedConfig> {
  const draft = parseDraft(await readConfig(file), file, env);
  const reads = draft.files.map(async (path) => [path, await readContent(path)] as const);
  const contents = new Map(await Promise.all(reads));
  return draft.complete((path) => contents.get(path) ?? { kind: "missing" });
}

async function readContent(path: string): Promise<FileContent> {
  try {
    return { kind: "bytes", bytes: new Uint8Array(await readFile(path)) };
  } catch (error) {
    return hasErrorCode(error, "ENOENT") ? { kind: "missing" } : { kind: "unreadable", why: messageOf(error) };
  }
}

async function readConfig(file: string): Promise<string> {
  const problem = (message: string) => new ConfigError(file, [{ key: "", message }]);
  const text = await readText(file).catch((error: unknown) => {
    throw problem(`the file cannot be read (${messageOf(error)})`);
  });
  if (text === undefined)
    throw problem(
      "the file does not exist; write one (see the README), or name it by --config, in a workflow by the input config",
    );
  return text;
}
