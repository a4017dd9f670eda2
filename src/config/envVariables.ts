import { shortestSecret } from "../util/mask.ts";
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
  const lookUp = (name: string, path: Path): string | undefined => {
    const found = env[name];
    const wanted = `the environment variable ${name} is not set; set it or remove \${env.${name}}`;
    if (found === undefined) missing.push({ path, wanted });
    else if (found.length >= shortestSecret) secrets.add(found);
    return found;
  };
  const walk = (node: unknown, path: Path): unknown => {
    if (typeof node === "string") return filledIn(node, holdsTemplates(path), (name) => lookUp(name, path));
    if (Array.isArray(node)) return node.map((item, i) => walk(item, [...path, i]));
    if (typeof node !== "object" || node === null) return node;
    return Object.fromEntries(Object.entries(node).map(([key, item]) => [key, walk(item, [...path, key])]));
  };
  return { value: walk(value, []), secrets: [...secrets], missing };
}

/** In a template, $${env.NAME} stands for ${env.NAME}, and what the environment says stands for itself. */
function filledIn(text: string, isTemplate: boolean, lookUp: (name: string) => string | undefined): string {
  return text.replace(/(\$?)\$\{env\.([A-Za-z_]\w*)\}/g, (whole: string, before: string, name: string) => {
    if (isTemplate && before !== "") return whole;
    const value = lookUp(name);
    if (value === undefined) return whole;
    return before + (isTemplate ? value.replaceAll("${", () => "$${") : value);
  });
}

const templated = ["path", "query", "headers", "body", "json", "form", "multipart"];

/** Whether a template may stand there. */
function holdsTemplates([top, , list, , key, , inStep]: Path): boolean {
  if (top !== "scenarios" || (list !== "setup" && list !== "requests" && list !== "teardown")) return false;
  const field = key === "steps" ? inStep : key;
  return field === undefined || templated.includes(String(field));
}
