import { shortSha } from "../util/format.ts";

/**
 * A sentence whose commits, hashes and names of a service are marked. Markdown shows them as code, the other reports as
 * plain text.
 */
export type Phrase = readonly PhrasePart[];

type PhrasePart = string | Hash | Code;

export interface Hash {
  readonly hash: string;
}

/** A name of the service: a function, a statement, a host. */
export interface Code {
  readonly code: string;
}

/** A commit by its first seven digits. */
export const commit = (sha: string): Hash => ({ hash: shortSha(sha) });

/** A template of a phrase. */
export function phrase(texts: TemplateStringsArray, ...values: readonly (PhrasePart | Phrase)[]): Phrase {
  return texts.flatMap((text, i) => {
    const value = values[i - 1];
    return value === undefined ? [text] : [...(isPhrase(value) ? value : [value]), text];
  });
}

const isPhrase = (value: PhrasePart | Phrase): value is Phrase => Array.isArray(value);

/** A finished text in which these words are hashes. */
export function markHashes(text: string, hashes: readonly string[]): Phrase {
  const [hash, ...others] = hashes.filter((word) => word !== "");
  if (hash === undefined) return [text];
  return text.split(hash).flatMap((part, i) => [...(i === 0 ? [] : [{ hash }]), ...markHashes(part, others)]);
}

export function plainText(sentence: Phrase): string {
  return sentence.map(textOfPart).join("");
}

function textOfPart(part: PhrasePart): string {
  if (typeof part === "string") return part;
  return "hash" in part ? part.hash : part.code;
}
