import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { messageOf, WrongInput } from "../model/errors.ts";
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

/** Creates the directory before anything is measured. Throws a WrongInput if that fails: no report could be saved. */
export async function createReportDirectory(out: string): Promise<void> {
  try {
    await mkdir(out, { recursive: true });
  } catch (error) {
    throw new WrongInput(
      `--out: expected a directory, or a path where one can be created, got ${out} (${messageOf(error)})`,
    );
  }
}

/** Writes results.json first, because the other reports can be made from it. */
export async function writeReports(results: Results, out: string): Promise<WrittenReports> {
  const paths = {
    results: join(out, "results.json"),
    markdown: join(out, "report.md"),
    html: join(out, "report.html"),
  };
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
      problems.push(`${path} could not be written (${messageOf(error)}); free space or choose another --out`);
    }
  }
  return { ...paths, problems };
}
