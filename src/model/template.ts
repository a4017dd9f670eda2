/** A piece of a text: it stands for itself, or is put in anew for every arrival. */
export type TemplatePart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "uuid"; readonly source: string }
  | { readonly kind: "seq"; readonly source: string }
  /** A whole number, both ends included. */
  | { readonly kind: "random"; readonly source: string; readonly from: number; readonly to: number }
  | { readonly kind: "pick"; readonly source: string; readonly file: string; readonly column: string }
  | { readonly kind: "feed"; readonly source: string; readonly feed: string; readonly column: string }
  /** What an earlier step or the setup extracted. */
  | { readonly kind: "value"; readonly source: string; readonly name: string }
  | { readonly kind: "unknown"; readonly source: string; readonly name: string }
  | { readonly kind: "malformed"; readonly source: string; readonly wanted: string };

/** Names that templates have already, so that no value may be called so. */
export const templateNames = ["uuid", "seq", "random", "pick", "env"] as const;

/** The parts of a text with ${...} in it; `$${` stands for `${` itself. */
export function templateParts(text: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let plain = "";
  let end = 0;
  for (const found of text.matchAll(/\$\$\{|\$\{(?:([^}]*)\})?/g)) {
    const [source, inner] = found;
    plain += text.slice(end, found.index);
    end = found.index + source.length;
    if (source === "$${") {
      plain += "${";
      continue;
    }
    if (plain !== "") parts.push({ kind: "text", text: plain });
    plain = "";
    parts.push(inner === undefined ? unclosed(source) : placeholder(source, inner.trim()));
  }
  plain += text.slice(end);
  return plain === "" ? parts : [...parts, { kind: "text", text: plain }];
}

/** Whether all of the text stands for itself. */
export function isFixed(text: string): boolean {
  return templateParts(text).every(({ kind }) => kind === "text");
}

function unclosed(source: string): TemplatePart {
  return { kind: "malformed", source, wanted: "expected a } that closes it, or $${ where ${ itself is meant" };
}

function placeholder(source: string, expression: string): TemplatePart {
  if (expression === "uuid" || expression === "seq") return { kind: expression, source };
  const [, called, given = ""] = /^(\w+)\((.*)\)$/s.exec(expression) ?? [];
  if (called !== undefined) return call(source, called, given);
  const [, feed, column] = /^([A-Za-z_]\w*)\.(.+)$/s.exec(expression) ?? [];
  if (feed !== undefined && column !== undefined) return { kind: "feed", source, feed, column };
  if (/^[A-Za-z_]\w*$/.test(expression)) return { kind: "value", source, name: expression };
  return {
    kind: "malformed",
    source,
    wanted: "expected a template, such as ${uuid}, ${random(1,100)} or ${feed.column}",
  };
}

function call(source: string, name: string, given: string): TemplatePart {
  switch (name) {
    case "random":
      return random(source, given);
    case "pick": {
      const [, file, column] = /^\s*([^,]*[^,\s])\s*,\s*(.*\S)\s*$/s.exec(given) ?? [];
      if (file !== undefined && column !== undefined) return { kind: "pick", source, file, column };
      return { kind: "malformed", source, wanted: "expected a file and a column, such as ${pick(people.csv, name)}" };
    }
    default:
      return { kind: "unknown", source, name };
  }
}

function random(source: string, given: string): TemplatePart {
  const [, first, second] = /^\s*(-?\d{1,15})\s*,\s*(-?\d{1,15})\s*$/.exec(given) ?? [];
  const [from, to] = [Number(first), Number(second)];
  // A draw has 32 bits: of a wider range, it would never reach most numbers.
  if (to >= from && to - from < 0x1_0000_0000) return { kind: "random", source, from, to };
  const wanted = "expected two whole numbers in order, less than 2^32 apart, such as ${random(1,100)}";
  return { kind: "malformed", source, wanted };
}
