import { templateParts } from "../../model/template.ts";
import { exactJsonText } from "../../util/exactJson.ts";
import { jsonEncoding } from "./encoding.ts";
import { concatTexts, RenderFailure, type TemplateText } from "./templateText.ts";
import { compileText, type ValueSources } from "./templateValues.ts";
import type { ValueSource } from "./typedValue.ts";

/** A JSON value as text, with the templates in its strings. */
export function compileJson(value: unknown, sources: ValueSources): TemplateText {
  if (typeof value === "string") return compileString(value, sources);
  if (Array.isArray(value)) {
    const items = value.map((item) => compileJson(item, sources));
    return concatList("[", items, "]");
  }
  if (typeof value !== "object" || value === null) return exactJsonText(value);
  const members = Object.entries(value).map(([key, item]) =>
    concatTexts([`${JSON.stringify(key)}:`, compileJson(item, sources)]),
  );
  return concatList("{", members, "}");
}

function concatList(open: string, items: readonly TemplateText[], close: string): TemplateText {
  return concatTexts([open, ...items.flatMap((item, i) => (i === 0 ? [item] : [",", item])), close]);
}

/** A string that is exactly one template gets the type of the value: a number stays a number. */
function compileString(text: string, sources: ValueSources): TemplateText {
  const [part, ...others] = templateParts(text);
  if (part !== undefined && part.kind !== "text" && others.length === 0) return compileValue(sources.sourceOf(part));
  return concatTexts(['"', compileText(text, jsonEncoding, sources), '"']);
}

function compileValue(source: ValueSource): TemplateText {
  return (session) => {
    const value = source(session);
    return value instanceof RenderFailure ? value : exactJsonText(value);
  };
}
