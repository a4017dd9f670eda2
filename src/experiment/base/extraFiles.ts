import type { Plan } from "../../model/plan.ts";
import type { ServiceContext } from "../../service/serviceContext.ts";
import { listChangedFiles } from "./changedFiles.ts";
import { type FileCopies, findCopies } from "./copyFiles.ts";
import { listLocalFiles } from "./localFiles.ts";
import type { BaseFacts, BaseSource } from "./source.ts";

/** Files beside the head that its commit does not have, or has with other content. */
export interface ExtraFiles {
  /** Copied into the base's tree before its build. */
  readonly copies: FileCopies;
  /** Reported if the base lacks them after its build. */
  readonly localFiles: readonly string[];
  /** Files of git that earlier steps of the job changed. Reported if the base of git does not have that change. */
  readonly changedFiles: readonly string[];
}

/** Throws CouldNotMeasure if `base.copy` names files that cannot be copied. */
export async function findExtraFiles(
  sources: readonly BaseSource[],
  { service, base }: Plan,
  { event }: BaseFacts,
  context: ServiceContext,
): Promise<ExtraFiles> {
  const from = service?.directory ?? ".";
  const needsTree = sources.some(({ kind }) => kind === "git" || kind === "artifact");
  const copies = needsTree ? await findCopies(from, base.copy) : { from, entries: [] };
  const isStarted = service !== undefined && sources.some(({ kind }) => kind !== "target");
  const isJob = event !== undefined;
  return {
    copies,
    localFiles: isStarted ? await listLocalFiles(from, isJob, context) : [],
    // A person's changes are what the run measures.
    changedFiles: isStarted && isJob && needsTree ? await listChangedFiles(from, context) : [],
  };
}
