import type { Visit } from "../../model/http.ts";

/** Why a request cannot be sent: the name that its failure is counted under. */
export class Fault {
  readonly failure: string;

  constructor(failure: string) {
    this.failure = failure;
  }
}

/** The same for every visit, or made anew for each. */
export type Text = string | ((visit: Visit) => string | Fault);

export function textFor(text: Text, visit: Visit): string | Fault {
  return typeof text === "string" ? text : text(visit);
}

/** One after another; fixed where all of them are. */
export function joined(texts: readonly Text[]): Text {
  const parts = merged(texts);
  const [only = "", ...others] = parts;
  if (others.length === 0) return only;
  return (visit) => {
    let all = "";
    for (const part of parts) {
      const text = textFor(part, visit);
      if (typeof text !== "string") return text;
      all += text;
    }
    return all;
  };
}

/** The texts with fixed neighbours made one. */
function merged(texts: readonly Text[]): readonly Text[] {
  const parts: Text[] = [];
  for (const text of texts) {
    const last = parts.at(-1);
    if (typeof last === "string" && typeof text === "string") parts[parts.length - 1] = last + text;
    else parts.push(text);
  }
  return parts;
}
