import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { z } from "zod";

const schema = z.object({
  inputs: z
    .record(z.string(), z.object({ default: z.union([z.string(), z.number(), z.boolean()]).optional() }).nullable())
    .default({}),
  runs: z.object({ main: z.string(), post: z.string().optional() }),
});

/** What the runner needs of an action.yml. */
export interface ActionFile {
  readonly main: string;
  readonly post: string | undefined;
  /** Every input with its default; an input without one is empty. */
  readonly defaults: Readonly<Record<string, string>>;
}

export async function actionFile(path: string): Promise<ActionFile> {
  const { inputs, runs } = schema.parse(parse(await readFile(path, "utf8")));
  const defaults = Object.entries(inputs).map(([name, input]) => [name, String(input?.default ?? "")]);
  return { main: runs.main, post: runs.post, defaults: Object.fromEntries(defaults) };
}

/** INPUT_* of every input: what the workflow gives, else the default. The runner passes unknown inputs too. */
export function inputVariables(
  { defaults }: ActionFile,
  given: Readonly<Record<string, string>>,
  token: string,
): Readonly<Record<string, string>> {
  const variables = Object.entries({ ...defaults, ...given }).map(([name, value]) => [
    `INPUT_${name.replaceAll(" ", "_").toUpperCase()}`,
    value.replaceAll(/\$\{\{\s*github\.token\s*\}\}/g, token),
  ]);
  return Object.fromEntries(variables);
}
