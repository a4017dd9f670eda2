import type { Pattern } from "../model/plan.ts";

/**
 * The regular expression between two slashes, with its flags, as in /^[0-9]+$/ or /total/i. `undefined` for other
 * texts. A path such as /shop/us is a text, although us could be flags.
 */
export function patternIn(text: string): Pattern | undefined {
  const [, pattern, flags = ""] = /^\/(.+)\/([dgimsuvy]*)$/s.exec(text) ?? [];
  if (pattern === undefined) return undefined;
  const isPath = flags !== "" && flags !== "i" && /^[\w/~%.-]*$/.test(pattern);
  return isPath ? undefined : { pattern, flags };
}

/** The message for a regular expression that cannot be used. */
export function patternProblem({ pattern, flags }: Pattern): string | undefined {
  if (/[dgy]/.test(flags)) return "expected no regular expression flags besides i, m, s, u and v";
  try {
    new RegExp(pattern, flags);
    return undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return `expected a regular expression (${reasonOf(error)})`;
    throw error;
  }
}

/** V8 repeats the whole expression before the reason. It is cut off: it may contain an environment variable. */
function reasonOf({ message }: SyntaxError): string {
  return message.split(": ").at(-1) ?? message;
}
