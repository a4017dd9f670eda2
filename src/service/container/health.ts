import { type EngineOptions, tryDocker } from "./engine.ts";
import type { ContainerFacts } from "./inspection.ts";

/** The engine's interval of checks: longer than any run, because each check uses CPU time of the container. */
export const rareChecks = "24h";

/**
 * True if the container has no health check, or its check succeeds. The engine checks every 30 s by default. Waiting for
 * it would cost most of a run's time, so the command of the check runs now.
 */
export async function isHealthy(
  { id, health, healthCommand }: Pick<ContainerFacts, "id" | "health" | "healthCommand">,
  options: EngineOptions,
): Promise<boolean> {
  if (healthCommand === undefined || health === "healthy") return true;
  return (await tryDocker(options, "exec", id, ...healthCommand)) !== undefined;
}
