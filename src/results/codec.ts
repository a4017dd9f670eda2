import { WrongInput } from "../model/errors.ts";
import { type Results, resultsSchema } from "../model/results.ts";
import { decodeHistogram } from "../stats/histogram.ts";

export class UnreadableResults extends WrongInput {
  override readonly name = "UnreadableResults";
}

/** Encodes through the schema: keys have its order, and unknown keys are left out. */
export function encodeResults(results: Results): string {
  return `${JSON.stringify(resultsSchema.parse(results), undefined, 2)}\n`;
}

/** Parses results.json and checks its histograms. Throws an UnreadableResults that names the key and the problem. */
export function decodeResults(text: string, file: string): Results {
  return checkHistograms(parseResults(text, file), file);
}

/** The same without checking its histograms. */
export function parseResults(text: string, file: string): Results {
  const checked = checkSchema(parseJson(text, file), file);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  const key = issue?.path.join(".") || "the file";
  throw new UnreadableResults(
    `${file}: ${key}: ${issue?.message}; expected the results.json (schema 1) of loadgate run`,
  );
}

/** Keys of a phase or a request whose value is an encoded histogram. */
export const histogramKeys = [
  "histogram",
  "blameless_histogram",
  "first_byte_histogram",
  "blameless_first_byte_histogram",
  "largest_gap_histogram",
] as const;

/** Every encoded histogram in the results. */
export function histogramTexts({ scenarios }: Results): readonly string[] {
  const counts = scenarios.flatMap(({ phases }) => phases.flatMap((phase) => [phase, ...phase.requests]));
  return counts.flatMap((count) => histogramKeys.flatMap((key) => count[key] ?? []));
}

/** Throws an UnreadableResults for a corrupt histogram, so that no report fails because of it later. */
export function checkHistograms(results: Results, file: string): Results {
  for (const histogram of histogramTexts(results)) {
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

/** A call tree that is too deep overflows the stack. Loadgate itself writes none. */
function checkSchema(value: unknown, file: string) {
  try {
    return resultsSchema.safeParse(value);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new UnreadableResults(`${file}: too deep; expected the results.json of loadgate run`, { cause });
  }
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UnreadableResults(`${file}: not JSON; expected the results.json of loadgate run`, { cause });
  }
}
