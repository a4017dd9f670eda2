import { parse } from "yaml";
import type { ContainerCommand } from "./containerCommand.ts";
import { composeLine } from "./containerLine.ts";
import { type EngineOptions, runProgram } from "./engine.ts";

/** A port that no compose file names by itself. */
const port = "61234";

/**
 * The same command with the reason why nothing of it can be on PORT: its compose file does not mention the variable.
 * Without a file that can be read, the command is as it was: it will say what is wrong itself.
 */
export async function checkComposeUp(command: ContainerCommand, options: EngineOptions): Promise<ContainerCommand> {
  const { compose } = command;
  if (compose === undefined || command.unseen !== undefined) return command;
  const [program = "", ...args] = compose.config;
  const { code, stdout } = await runProgram(program, { ...options, env: { ...options.env, PORT: port } }, args);
  if (code !== 0 || stdout.includes(port)) return command;
  const service = compose.service ?? onlyPublished(stdout);
  return { ...command, instead: composeLine(compose.files, service), unseen: "without_port" };
}

/** The only service that publishes a port. */
function onlyPublished(config: string): string | undefined {
  const { services = {} }: { services?: Readonly<Record<string, { ports?: unknown }>> } = parse(config) ?? {};
  const [name, ...more] = Object.entries(services).flatMap(([key, { ports }]) => (ports === undefined ? [] : key));
  return more.length === 0 ? name : undefined;
}
