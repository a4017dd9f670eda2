import { WrongInput } from "../model/errors.ts";
import { type Results, resultsSchema } from "../model/results.ts";
import { decodeHistogram } from "../stats/histogram.ts";

export class UnreadableResults extends WrongInput {
  override readonly name = "UnreadableResults";
}

/** Through the schema: the keys come in its order, whoever made the results, and nothing is written that we do not read. */
export function encodeResults(results: Results): string {
  return `${JSON.stringify(resultsSchema.parse(results), undefined, 2)}\n`;
}

/** results.json -> Results. Throws UnreadableResults that names the place in the file and what was wanted. */
export function decodeResults(text: string, file: string): Results {
  return withHistograms(parseResults(text, file), file);
}

/** The same, but its histograms may be none. */
export function parseResults(text: string, file: string): Results {
  const checked = resultsSchema.safeParse(parsed(text, file));
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  const key = issue?.path.join(".") || "the file";
  throw new UnreadableResults(
    `${file}: ${key}: ${issue?.message}; expected the results.json (schema 1) of loadgate run`,
  );
}

export function histogramsIn({ scenarios }: Results): readonly string[] {
  const loads = scenarios.flatMap(({ phases }) => phases.flatMap((phase) => [phase, ...phase.requests]));
  return loads.flatMap(({ histogram, blameless_histogram: blameless }) => [histogram, blameless ?? []].flat());
}

/** Every histogram is read once here, so that no report stumbles over one later. */
export function withHistograms(results: Results, file: string): Results {
  for (const histogram of histogramsIn(results)) {
    try {
      decodeHistogram(histogram);
    } catch (cause) {
      throw new UnreadableResults(`${file}: a histogram is corrupt; expected the results.json of loadgate run`, {
        cause,
      });
    }
  }
  return results;
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UnreadableResults(`${file}: not JSON; expected the results.json of loadgate run`, { cause });
  }
}
