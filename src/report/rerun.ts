import type { Results } from "../model/results.ts";

/** The command that sends the same requests again, to the same base if git has it. Safe to paste into a shell. */
export function rerunCommand({ provenance: { seed, base } }: Results): string {
  // Anybody can write a results file, so only a hexadecimal commit gets into the command.
  const option =
    base?.from === "git" && base.sha !== undefined && /^[0-9a-f]+$/.test(base.sha)
      ? ` --base ${base.sha.slice(0, 12)}`
      : "";
  return `LOADGATE_SEED=${seed} loadgate run${option}`;
}

/** The head may contain more than its commit. */
export function uncommittedChanges({ provenance }: Results): string {
  return provenance.head.changed === true ? " with the same uncommitted changes" : "";
}
