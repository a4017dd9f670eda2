import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { messageOf, WrongInput } from "../model/errors.ts";
import type { Results } from "../model/results.ts";
import { html } from "../report/html/html.ts";
import { markdown } from "../report/markdown/markdown.ts";
import { encodeResults } from "../results/codec.ts";
import { writeText } from "../shell/files.ts";

export interface Written {
  readonly results: string;
  readonly markdown: string;
  readonly html: string;
  /** What could not be written, and why; the other files are there all the same. */
  readonly problems: readonly string[];
}

/** Before anything is measured: what could not be kept need not be measured. Throws a WrongInput. */
export async function prepareOut(out: string): Promise<void> {
  try {
    await mkdir(out, { recursive: true });
  } catch (error) {
    throw new WrongInput(`--out: expected a directory, or a place for one, got ${out} (${messageOf(error)})`);
  }
}

/** results.json first: it is what the others can be made from again. */
export async function writeReports(results: Results, out: string): Promise<Written> {
  const files = {
    results: join(out, "results.json"),
    markdown: join(out, "report.md"),
    html: join(out, "report.html"),
  };
  const texts = [
    [files.results, encodeResults],
    [files.markdown, markdown],
    [files.html, html],
  ] as const;
  const problems: string[] = [];
  for (const [path, textOf] of texts) {
    try {
      await writeText(path, textOf(results));
    } catch (error) {
      problems.push(`${path} could not be written (${messageOf(error)}); free space or choose another --out`);
    }
  }
  return { ...files, problems };
}
