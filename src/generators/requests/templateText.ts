import type { Session } from "../../model/http.ts";

/** The reason why a request cannot be sent. The request is counted under the failure's name. */
export class RenderFailure {
  readonly failure: string;

  constructor(failure: string) {
    this.failure = failure;
  }
}

/** Constant text, or a function that renders it for a session. */
export type TemplateText = string | ((session: Session) => string | RenderFailure);

export function renderText(text: TemplateText, session: Session): string | RenderFailure {
  return typeof text === "string" ? text : text(session);
}

/** Concatenates texts. The result is constant if all texts are constant. */
export function concatTexts(texts: readonly TemplateText[]): TemplateText {
  const parts = mergeConstants(texts);
  const [only = "", ...others] = parts;
  if (others.length === 0) return only;
  return (session) => {
    let all = "";
    for (const part of parts) {
      const text = renderText(part, session);
      if (typeof text !== "string") return text;
      all += text;
    }
    return all;
  };
}

/** Merges neighbouring constants, so that rendering has fewer parts. */
function mergeConstants(texts: readonly TemplateText[]): readonly TemplateText[] {
  const parts: TemplateText[] = [];
  for (const text of texts) {
    const last = parts.at(-1);
    if (typeof last === "string" && typeof text === "string") parts[parts.length - 1] = last + text;
    else parts.push(text);
  }
  return parts;
}
