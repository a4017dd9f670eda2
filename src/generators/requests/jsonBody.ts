import { templateParts } from "../../model/template.ts";
import { jsonEncoding } from "./encoding.ts";
import { Fault, joined, type Text } from "./templateText.ts";
import { type Source, type Sources, templateText } from "./templateValues.ts";

/** A JSON value as text, templates filled in. */
export function jsonText(value: unknown, sources: Sources): Text {
  if (typeof value === "string") return stringText(value, sources);
  if (Array.isArray(value))
    return listed(
      "[",
      value.map((item) => jsonText(item, sources)),
      "]",
    );
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, item]) =>
    joined([`${JSON.stringify(key)}:`, jsonText(item, sources)]),
  );
  return listed("{", members, "}");
}

function listed(open: string, items: readonly Text[], close: string): Text {
  return joined([open, ...items.flatMap((item, i) => (i === 0 ? [item] : [",", item])), close]);
}

/** A string that is exactly one template keeps the type of what is put in: a number stays a number. */
function stringText(text: string, sources: Sources): Text {
  const [part, ...others] = templateParts(text);
  if (part !== undefined && part.kind !== "text" && others.length === 0) return whole(sources.of(part));
  return joined(['"', templateText(text, jsonEncoding, sources), '"']);
}

function whole(source: Source): Text {
  return (visit) => {
    const value = source(visit);
    return value instanceof Fault ? value : JSON.stringify(value);
  };
}
