import { join } from "node:path";
import { describeFileError } from "../model/fileError.ts";
import type { Results } from "../model/results.ts";
import { html } from "../report/html/html.ts";
import { markdown } from "../report/markdown/markdown.ts";
import { encodeResults } from "../results/codec.ts";
import { writeText } from "../shell/files.ts";

/** The paths of the reports. */
export interface WrittenReports {
  readonly results: string;
  readonly markdown: string;
  readonly html: string;
  /** One message for each file that could not be written. The other files exist. */
  readonly problems: readonly string[];
}

export const reportNames = ["results.json", "report.md", "report.html"] as const;

/** Writes results.json first, because the other reports can be made from it. */
export async function writeReports(results: Results, out: string): Promise<WrittenReports> {
  const [resultsName, markdownName, htmlName] = reportNames;
  const paths = { results: join(out, resultsName), markdown: join(out, markdownName), html: join(out, htmlName) };
  const formats = [
    [paths.results, encodeResults],
    [paths.markdown, markdown],
    [paths.html, html],
  ] as const;
  const problems: string[] = [];
  for (const [path, format] of formats) {
    try {
      await writeText(path, format(results));
    } catch (error) {
      problems.push(`${path} could not be written: ${describeFileError(error)}`);
    }
  }
  return { ...paths, problems };
}
