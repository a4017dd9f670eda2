import { z } from "zod";
import { type Baseline, baselineSchema } from "../model/baseline.ts";

/** An existing baseline that cannot be used: corrupt, or from an incompatible version of Loadgate. */
export class UnusableBaseline extends Error {
  override readonly name = "UnusableBaseline";
}

/** Advice for a missing or deleted baseline. */
export const remakeAdvice = "let a run on the default branch make a new one";

/** Parses untrusted text. Throws UnusableBaseline that says what is wrong with `source`, and what to do. */
export function decodeBaseline(text: string, source: string): Baseline {
  const json = parseJson(text, source);
  const { schema } = z.object({ schema: z.number() }).safeParse(json).data ?? {};
  if (schema !== undefined && schema > 1) {
    throw new UnusableBaseline(
      `${source} has schema ${schema} and this Loadgate reads schema 1: use a newer Loadgate, or delete it and ${remakeAdvice}`,
    );
  }
  const parsed = baselineSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UnusableBaseline(
    `${source} is not a baseline of Loadgate (${issue?.path.join(".") || "as a whole"}: ${issue?.message}); ` +
      `delete it and ${remakeAdvice}`,
  );
}

function parseJson(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UnusableBaseline(`${source} is corrupt (not JSON); delete it and ${remakeAdvice}`, { cause });
  }
}

/** One value per line, so that a diff of two baselines is readable. */
export function encodeBaseline(baseline: Baseline): string {
  return `${JSON.stringify(baseline, undefined, 1)}\n`;
}
