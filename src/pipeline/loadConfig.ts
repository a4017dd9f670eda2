import { readFile } from "node:fs/promises";
import { join, parse } from "node:path";
import { type ParsedConfig, parseDraft } from "../config/parse.ts";
import { ConfigError } from "../config/problem.ts";
import type { FileContent } from "../config/referencedFiles.ts";
import { messageOf } from "../model/errors.ts";
import { hasErrorCode, isFile, readText } from "../shell/files.ts";

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
  if (text === undefined) {
    const other = await findOtherConfig(file);
    const advice = other === undefined ? "write one (see the README), or name it" : `${other} does; name it`;
    throw problem(`the file does not exist; ${advice} by --config, in a workflow by the input config`);
  }
  if (text.includes("\0")) throw problem("expected a text in UTF-8; save the file in that encoding");
  return text;
}

/** The file under the other ending, or in .github. */
async function findOtherConfig(file: string): Promise<string | undefined> {
  const { dir, name } = parse(file);
  const paths = [dir, join(dir, ".github")].flatMap((place) => [".yml", ".yaml"].map((end) => join(place, name + end)));
  const found = await Promise.all(paths.map(isFile));
  return paths.find((_, i) => found[i]);
}
