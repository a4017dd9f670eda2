import { shortSha } from "../util/format.ts";

/** A sentence whose commits and hashes are marked. Markdown shows them as code, the other reports as plain text. */
export type Phrase = readonly (string | Hash)[];

export interface Hash {
  readonly hash: string;
}

/** A commit by its first seven digits. */
export const commit = (sha: string): Hash => ({ hash: shortSha(sha) });

/** A template of a phrase. */
export function phrase(texts: TemplateStringsArray, ...values: readonly (string | Hash | Phrase)[]): Phrase {
  return texts.flatMap((text, i) => {
    const value = values[i - 1];
    return value === undefined ? [text] : [...(isPhrase(value) ? value : [value]), text];
  });
}

const isPhrase = (value: string | Hash | Phrase): value is Phrase => Array.isArray(value);

/** A finished text in which these words are hashes. */
export function markHashes(text: string, hashes: readonly string[]): Phrase {
  const [hash, ...others] = hashes.filter((word) => word !== "");
  if (hash === undefined) return [text];
  return text.split(hash).flatMap((part, i) => [...(i === 0 ? [] : [{ hash }]), ...markHashes(part, others)]);
}

export function plainText(sentence: Phrase): string {
  return sentence.map((part) => (typeof part === "string" ? part : part.hash)).join("");
}
