import { parse } from "yaml";
import { CouldNotMeasure, ServiceFailure } from "../../model/errors.ts";
import type { ComposeProgram } from "../../model/plan.ts";
import type { ArmEngine } from "./armEngine.ts";
import type { ComposeModel, ComposeService } from "./composeFile.ts";
import { runProgram } from "./engine.ts";
import { engineProblem } from "./engineProblem.ts";
import { engineProblemText } from "./engineProblemText.ts";

/** The user's file with its paths and variables resolved, as compose itself reads it. */
export async function readModel(
  [command = "", ...words]: readonly string[],
  { files }: ComposeProgram,
  { options, scripts, arm, key }: ArmEngine,
): Promise<ComposeModel> {
  const named = files.flatMap((path) => ["-f", path]);
  const at = { ...options, directory: scripts.directory };
  const { code, stdout, stderr } = await runProgram(command, at, [...words, ...named, "config"]);
  if (code === 0) return parse(stdout);
  options.signal.throwIfAborted();
  const problem = engineProblem(stderr);
  const reason = problem === undefined ? (stderr.trim().split("\n").at(-1) ?? "") : engineProblemText(problem);
  if (problem?.kind === "compose_missing") throw new CouldNotMeasure(`${key}: ${reason}`);
  throw new ServiceFailure(`${key}: docker compose cannot read the file of the ${arm}: ${reason}`);
}

/** The measured service in the file. Throws CouldNotMeasure if it is not there. */
export function measuredService(
  { services }: ComposeModel,
  { service }: Pick<ComposeProgram, "service">,
  { arm, key }: Pick<ArmEngine, "arm" | "key">,
): ComposeService {
  const measured = services[service];
  if (measured !== undefined) return measured;
  const names = Object.keys(services).join(", ");
  throw new CouldNotMeasure(
    `${key}.service: the compose file of the ${arm} has no service ${service}; its services are ${names}`,
  );
}
