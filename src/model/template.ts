/** The type that ${text(…)}, ${number(…)} and ${boolean(…)} give to a value. */
export const valueTypes = ["text", "number", "boolean"] as const;
export type ValueType = (typeof valueTypes)[number];

/** A part of a text: constant, or replaced for every arrival. */
export type TemplatePart =
  | { readonly kind: "text"; readonly text: string }
  | (Placeholder & { readonly type?: ValueType });

/** `source` is the template as it was written. */
type Placeholder =
  | { readonly kind: "uuid"; readonly source: string }
  | { readonly kind: "seq"; readonly source: string }
  /** A random whole number, ends included. */
  | { readonly kind: "random"; readonly source: string; readonly from: number; readonly to: number }
  | { readonly kind: "pick"; readonly source: string; readonly file: string; readonly column: string }
  | { readonly kind: "feed"; readonly source: string; readonly feed: string; readonly column: string }
  /** A value that an earlier step or the setup extracted. */
  | { readonly kind: "value"; readonly source: string; readonly name: string }
  | { readonly kind: "unknown"; readonly source: string; readonly name: string }
  | { readonly kind: "malformed"; readonly source: string; readonly problem: string };

/** Names of built-in templates. An extracted value must not have one of these names. */
export const templateNames = ["uuid", "seq", "random", "pick", "env"] as const;

/** Splits a text at its templates ${...}. `$${` is the escape for `${`. */
export function templateParts(text: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let constant = "";
  let end = 0;
  for (const match of text.matchAll(/\$\$\{|\$\{(?:([^}]*)\})?/g)) {
    const [source, inner] = match;
    constant += text.slice(end, match.index);
    end = match.index + source.length;
    if (source === "$${") {
      constant += "${";
      continue;
    }
    if (constant !== "") parts.push({ kind: "text", text: constant });
    constant = "";
    parts.push(inner === undefined ? unclosed(source) : placeholder(source, inner.trim()));
  }
  constant += text.slice(end);
  return constant === "" ? parts : [...parts, { kind: "text", text: constant }];
}

function unclosed(source: string): TemplatePart {
  return { kind: "malformed", source, problem: "expected a closing }; write $${ for a literal ${" };
}

function placeholder(source: string, expression: string): TemplatePart {
  if (expression === "uuid" || expression === "seq") return { kind: expression, source };
  const [, functionName, argumentList = ""] = /^(\w+)\((.*)\)$/s.exec(expression) ?? [];
  if (functionName !== undefined) return functionCall(source, functionName, argumentList);
  const [, feed, column] = /^([A-Za-z_]\w*)\.(.+)$/s.exec(expression) ?? [];
  if (feed !== undefined && column !== undefined) return { kind: "feed", source, feed, column };
  if (/^[A-Za-z_]\w*$/.test(expression)) return { kind: "value", source, name: expression };
  return {
    kind: "malformed",
    source,
    problem: "expected a template, such as ${uuid}, ${random(1,100)} or ${feed.column}",
  };
}

function functionCall(source: string, name: string, argumentList: string): TemplatePart {
  switch (name) {
    case "random":
      return randomNumber(source, argumentList);
    case "pick": {
      const [, file, column] = /^\s*([^,]*[^,\s])\s*,\s*(.*\S)\s*$/s.exec(argumentList) ?? [];
      if (file !== undefined && column !== undefined) return { kind: "pick", source, file, column };
      return { kind: "malformed", source, problem: "expected a file and a column, such as ${pick(people.csv, name)}" };
    }
    case "text":
    case "number":
    case "boolean":
      return typedPlaceholder(source, name, argumentList.trim());
    default:
      return { kind: "unknown", source, name };
  }
}

function typedPlaceholder(source: string, type: ValueType, expression: string): TemplatePart {
  const inner = placeholder(source, expression);
  if (inner.kind !== "malformed" && inner.kind !== "text") return { ...inner, type };
  return { kind: "malformed", source, problem: `expected a template in ${type}( ), such as \${${type}(feed.column)}` };
}

function randomNumber(source: string, argumentList: string): TemplatePart {
  const [, first, second] = /^\s*(-?\d{1,15})\s*,\s*(-?\d{1,15})\s*$/.exec(argumentList) ?? [];
  const [from, to] = [Number(first), Number(second)];
  // A draw has 32 bits. It would never reach most numbers of a wider range.
  if (to >= from && to - from < 0x1_0000_0000) return { kind: "random", source, from, to };
  const problem = "expected two whole numbers, the smaller one first, less than 2^32 apart, such as ${random(1,100)}";
  return { kind: "malformed", source, problem };
}
