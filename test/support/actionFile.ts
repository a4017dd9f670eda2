import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { z } from "zod";

const schema = z.object({
  inputs: z
    .record(z.string(), z.object({ default: z.union([z.string(), z.number(), z.boolean()]).optional() }).nullable())
    .default({}),
  runs: z.object({ main: z.string(), post: z.string().optional() }),
});

/** The parts of action.yml that the runner needs. */
export interface ActionFile {
  readonly main: string;
  readonly post: string | undefined;
  /** The default of every input. An input without a default is empty. */
  readonly defaults: Readonly<Record<string, string>>;
}

export async function readActionFile(path: string): Promise<ActionFile> {
  const { inputs, runs } = schema.parse(parse(await readFile(path, "utf8")));
  const defaults = Object.entries(inputs).map(([name, input]) => [name, String(input?.default ?? "")]);
  return { main: runs.main, post: runs.post, defaults: Object.fromEntries(defaults) };
}

/** INPUT_* of every input: the workflow's value or the default. The runner also passes unknown inputs. */
export function inputVariables(
  { defaults }: ActionFile,
  workflowInputs: Readonly<Record<string, string>>,
  token: string,
): Readonly<Record<string, string>> {
  const variables = Object.entries({ ...defaults, ...workflowInputs }).map(([name, value]) => [
    `INPUT_${name.replaceAll(" ", "_").toUpperCase()}`,
    value.replaceAll(/\$\{\{\s*github\.token\s*\}\}/g, token),
  ]);
  return Object.fromEntries(variables);
}
