/** The lines of a log that an error message quotes. */
export interface LogExcerpt {
  readonly lines: readonly string[];
  /** The first line that names an error. Without one, the last line. `undefined` if the log is empty. */
  readonly errorLine: string | undefined;
  /** The excerpt is not only the end of the log. */
  readonly beginsAtError: boolean;
}

/** Lines of the log's end. */
const endLines = 20;
/** If the error is farther from the end: lines before it, lines from it on, and lines of the end. */
const around = { before: 2, from: 12, end: 5 } as const;

/** The end of the log. If its first error lies farther back, the error and what follows it come first. */
export function logExcerpt(log: readonly string[]): LogExcerpt {
  const errorAt = log.findIndex((line) => errorPattern.test(line));
  const lastAt = log.length - endLines;
  const errorLine = errorAt === -1 ? log.at(-1) : errorText(log, errorAt);
  if (errorAt === -1 || errorAt >= lastAt) return { lines: log.slice(-endLines), errorLine, beginsAtError: false };
  const block = log.slice(Math.max(0, errorAt - around.before), errorAt + around.from);
  const end = log.slice(Math.max(errorAt + around.from, log.length - around.end));
  return { lines: [...block, "…", ...end], errorLine, beginsAtError: true };
}

/** How languages, build tools and log libraries begin the line of an error. */
const errorPattern = new RegExp(
  [
    String.raw`(?:^|[\s(["'|])[\w.$/]*(?:Error|Exception)(?: \[\w+\])?(?::|$)`,
    String.raw`(?:^|[\s(["'|])(?:error(?:\[\w+\]| [A-Z]+\d+)?|fatal(?: error)?|panic|Fatal|Error):`,
    String.raw`(?:^|[\s[("'|])(?:ERROR|FATAL|CRITICAL|SEVERE)\b`,
    String.raw`"level":\s*"?(?:error|fatal|critical|50|60)\b`,
    String.raw`panicked at|^Traceback \(|Segmentation fault|command not found|^npm (?:ERR!|error) `,
  ].join("|"),
);

/** Python names the error below the traceback's indented lines. */
function errorText(log: readonly string[], at: number): string | undefined {
  const line = log[at];
  if (line === undefined || !line.startsWith("Traceback (")) return line;
  return log.slice(at + 1).find((next) => /^\S/.test(next)) ?? line;
}
