import { open, stat, truncate } from "node:fs/promises";
import type { LogTail } from "../model/errors.ts";
import { logExcerpt } from "./logExcerpt.ts";
import { redactLog } from "./redactLog.ts";

/** The part of a log file that one command wrote. */
export interface ServiceLog {
  readonly file: string;
  /** Size of the file when the command started. */
  readonly start: number;
}

/** Bytes that are read from either end of the command's log. */
const endBytes = 65_536;

/** What the command has logged, without credentials and without the middle of a long log. */
export async function readLog({ file, start }: ServiceLog): Promise<readonly string[]> {
  const size = (await stat(file).catch(() => undefined))?.size ?? 0;
  const from = Math.min(start, maxStartBytes);
  const first = await readText(file, from, Math.min(size, from + endBytes));
  if (size <= from + endBytes) return linesOf(first);
  const last = await readText(file, Math.max(from + endBytes, size - endBytes), size);
  // A cut line could begin or end with half a secret, which masking would not recognise.
  const wholeLines = [first.slice(0, first.lastIndexOf("\n")), last.slice(last.indexOf("\n") + 1)];
  return wholeLines.flatMap(linesOf);
}

/** The part of the log that an error message quotes. */
export async function quoteLog(log: ServiceLog): Promise<LogTail> {
  return quoteLines(await readLog(log), log.file);
}

/** The same of lines that come from elsewhere. `source` names it. */
export function quoteLines(log: readonly string[], source: string): LogTail {
  const { lines, errorLine, beginsAtError } = logExcerpt(log);
  if (errorLine === undefined) return { log: nothingLogged, errorLine: nothingLogged };
  const title = beginsAtError ? "the error in its log" : "the end of its log";
  return { log: [`${title} (${source}):`, ...lines.map((line) => `  | ${line}`)].join("\n"), errorLine };
}

const nothingLogged = "it logged nothing";

/** The lines of a log, without credentials. */
export function linesOf(text: string): readonly string[] {
  const log = redactLog(text).trimEnd();
  return log === "" ? [] : log.split("\n");
}

async function readText(path: string, from: number, to: number): Promise<string> {
  if (to <= from) return "";
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(to - from), 0, to - from, from);
  return buffer.toString("utf8", 0, bytesRead);
}

const mebibyte = 1024 ** 2;
/** A log file that grows beyond this is cut. */
export const maxLogBytes = 64 * mebibyte;
/** What earlier commands logged is kept up to here. */
const maxStartBytes = 32 * mebibyte;
const keptBytes = mebibyte;
const checkMs = 200;

/**
 * Cuts the log file while the command writes to it, so that it cannot fill the disk. The command's first MiB stays, and
 * what it logs later is appended. `onCut` is called at the first cut. Disposing of it ends the checks.
 */
export function limitLog({ file, start }: ServiceLog, onCut: () => void): Disposable {
  let cuts = 0;
  const check = async () => {
    const size = (await stat(file)).size;
    if (size <= maxLogBytes) return;
    await truncate(file, Math.min(start, maxStartBytes) + keptBytes);
    if (cuts++ === 0) onCut();
  };
  const timer = setInterval(() => void check().catch(() => {}), checkMs);
  timer.unref();
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
