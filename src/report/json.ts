import { type Results, resultsSchema } from "../model/results.ts";

export class UnreadableResults extends Error {
  override readonly name = "UnreadableResults";
}

/** Through the schema: the keys come in its order, whoever made the results, and nothing is written that we do not read. */
export function encodeResults(results: Results): string {
  return `${JSON.stringify(resultsSchema.parse(results), undefined, 2)}\n`;
}

/** results.json -> Results. Throws UnreadableResults that names the place in the file and what was wanted. */
export function decodeResults(text: string, file: string): Results {
  const checked = resultsSchema.safeParse(parsed(text, file));
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  const key = issue?.path.join(".") || "the file";
  throw new UnreadableResults(
    `${file}: ${key}: ${issue?.message}; expected the results.json (schema 1) of loadgate run`,
  );
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UnreadableResults(`${file}: not JSON; expected the results.json of loadgate run`, { cause });
  }
}
