import { readFile } from "node:fs/promises";
import { draftOf, type Parsed } from "../config/parse.ts";
import { ConfigError } from "../config/problem.ts";
import type { FileContent } from "../config/referencedFiles.ts";
import { unsupported } from "../config/unsupported.ts";
import { messageOf } from "../model/errors.ts";
import { isCode, readText } from "../shell/files.ts";

/**
 * Reads and checks the file and those that it names; throws a ConfigError where one is missing, wrong, or wants what
 * cannot be done yet.
 */
export async function loadConfig(file: string, env: Readonly<Record<string, string | undefined>>): Promise<Parsed> {
  const draft = draftOf(await textOf(file), file, env);
  const read = draft.files.map(async (path) => [path, await contentOf(path)] as const);
  const contents = new Map(await Promise.all(read));
  return draft.complete((path) => contents.get(path) ?? { kind: "missing" }, unsupported);
}

async function contentOf(path: string): Promise<FileContent> {
  try {
    return { kind: "bytes", bytes: new Uint8Array(await readFile(path)) };
  } catch (error) {
    return isCode(error, "ENOENT") ? { kind: "missing" } : { kind: "unreadable", why: messageOf(error) };
  }
}

async function textOf(file: string): Promise<string> {
  const fail = (wanted: string) => new ConfigError(file, [{ key: "", wanted }]);
  const text = await readText(file).catch((error: unknown) => {
    throw fail(`the file cannot be read (${messageOf(error)})`);
  });
  if (text === undefined)
    throw fail(
      "the file does not exist; write one (see the README), or name it by --config, in a workflow by the input config",
    );
  return text;
}
