import type { Path } from "./problem.ts";

export interface Substituted {
  readonly value: unknown;
  /** The texts that took a reference's place. */
  readonly secrets: readonly string[];
  readonly missing: readonly { readonly path: Path; readonly wanted: string }[];
}

/** Puts the environment's values where the configuration says ${env.NAME}. */
export function substituted(value: unknown, env: Readonly<Record<string, string | undefined>>): Substituted {
  const secrets = new Set<string>();
  const missing: { path: Path; wanted: string }[] = [];
  const walk = (node: unknown, path: Path): unknown => {
    if (typeof node === "string") {
      return node.replace(/\$\{env\.([A-Za-z_]\w*)\}/g, (reference, name: string) => {
        const found = env[name];
        if (found === undefined) {
          missing.push({ path, wanted: `the environment variable ${name} is not set; set it or remove ${reference}` });
          return reference;
        }
        // A text this short is no secret, and hiding it would hide half of every report.
        if (found.length >= 4) secrets.add(found);
        return found;
      });
    }
    if (Array.isArray(node)) return node.map((item, i) => walk(item, [...path, i]));
    if (typeof node !== "object" || node === null) return node;
    return Object.fromEntries(Object.entries(node).map(([key, item]) => [key, walk(item, [...path, key])]));
  };
  return { value: walk(value, []), secrets: [...secrets], missing };
}
