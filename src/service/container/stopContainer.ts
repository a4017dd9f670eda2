import { constants } from "node:os";
import type { Millis } from "../../model/unit.ts";
import { catchesSignal } from "../../shell/procfs.ts";
import { type EngineOptions, tryDocker } from "./engine.ts";
import { containersIn } from "./inspection.ts";

/** Stops and removes the container, with its unnamed volumes. Does nothing if it is gone. */
export async function stopContainer(
  id: string,
  { options }: { readonly options: EngineOptions },
  graceMs: Millis,
): Promise<void> {
  // An interrupted run still has to stop what it has started.
  const insisting = { ...options, signal: new AbortController().signal };
  const [facts] = containersIn((await tryDocker(insisting, "container", "inspect", id)) ?? "[]");
  if (facts === undefined) return;
  const seconds = facts.isRunning && waitsForSignal(facts) ? Math.ceil(graceMs / 1000) : 0;
  if (facts.isRunning) await tryDocker(insisting, "stop", "-t", String(seconds), id);
  await tryDocker(insisting, "rm", "--force", "--volumes", id);
}

/**
 * The kernel ignores a signal without a handler for the first process of a container. Outside of one, the same program
 * ends at once. Waiting for it would cost the whole stop_timeout in every round.
 */
function waitsForSignal({ pid, stopSignal }: { readonly pid: number; readonly stopSignal: string }): boolean {
  const number = signalNumber(stopSignal);
  return number === undefined || catchesSignal(pid, number) !== false;
}

function signalNumber(signal: string): number | undefined {
  if (/^\d+$/.test(signal)) return Number(signal);
  const name = signal.startsWith("SIG") ? signal : `SIG${signal}`;
  return Object.entries(constants.signals).find(([known]) => known === name)?.[1];
}
