import { shortestSecret } from "../util/mask.ts";
import { toNumber } from "../util/toNumber.ts";
import type { SubstitutedText } from "./envVariables.ts";
import { type KeyPath, valueAt } from "./problem.ts";
import { type Shape, shapesAt, unwrapShape } from "./schemaShape.ts";

/**
 * Gives each text from the environment the type that its key wants: "10" becomes 10 where a number is due, and "a, b"
 * a list where a list is due. A text that does not fit stays: the schema refuses it.
 */
export function applyKeyTypes(config: unknown, substituted: readonly SubstitutedText[]): unknown {
  return substituted.reduce((tree, { path }) => updateAt(tree, path, (value) => typedValueAt(value, path)), config);
}

function typedValueAt(value: unknown, path: KeyPath): unknown {
  if (typeof value !== "string") return value;
  const shapes = shapesAt(path);
  const candidates = [value, scalarIn(value), listIn(value), [value]].filter((candidate) => candidate !== undefined);
  return candidates.find((candidate) => shapes.some((shape) => shape.safeParse(candidate).success)) ?? value;
}

/** `undefined` if the text is neither true or false nor a number. */
function scalarIn(text: string): unknown {
  const word = text.trim().toLowerCase();
  return word === "true" || word === "false" ? word === "true" : toNumber(text);
}

/** a, b or [a, b] */
function listIn(text: string): readonly string[] {
  const items = /^\s*\[(.*)\]\s*$/s.exec(text)?.[1] ?? text;
  return items.trim() === "" ? [] : items.split(",").map((item) => item.trim());
}

function updateAt(tree: unknown, [key, ...rest]: KeyPath, change: (value: unknown) => unknown): unknown {
  if (key === undefined) return change(tree);
  if (Array.isArray(tree)) return tree.map((item, i) => (i === key ? updateAt(item, rest, change) : item));
  if (typeof tree !== "object" || tree === null) return tree;
  return Object.fromEntries(
    Object.entries(tree).map(([name, item]) => [name, name === key ? updateAt(item, rest, change) : item]),
  );
}

/**
 * The values that may be secrets: those in a free text of the typed configuration. A number, a duration or a keyword is
 * none. Masking a value such as "true" or "regression" would garble every report.
 */
export function secretsIn(config: unknown, substituted: readonly SubstitutedText[]): readonly string[] {
  const values = substituted.flatMap((text) => {
    const shapes = shapesAt(text.path);
    return shapes.some((shape) => isTyped(shape, valueAt(config, text.path))) ? [] : text.values;
  });
  return [...new Set(values)].filter((value) => value.length >= shortestSecret);
}

function isTyped(shape: Shape, value: unknown): boolean {
  const { success, data } = shape.safeParse(value);
  return success && (isKeyword(shape) || ![data].flat().some((item) => typeof item === "string"));
}

function isKeyword(shape: Shape): boolean {
  return unwrapShape(shape).every(({ def }) =>
    def.element === undefined ? ["enum", "literal", "number"].includes(def.type) : isKeyword(def.element),
  );
}
