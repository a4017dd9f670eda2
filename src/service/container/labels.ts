import type { Arm } from "../../model/plan.ts";
import { ownerText } from "../runOwner.ts";

/** Marks everything in the engine that belongs to a run. */
export const runLabel = "loadgate.run";
/** Identifies the process that made it, so that a later run finds what a dead one left. */
export const ownerLabel = "loadgate.owner";

/** The labels of everything that a run makes in the engine, except images. */
export const armLabels = (runId: string): Readonly<Record<string, string>> => ({
  [runLabel]: runId,
  [ownerLabel]: ownerText(),
});

/** The name of an arm's image, container or project. Compose accepts lower-case letters, digits and dashes. */
export const armName = (runId: string, arm: Arm): string => `${runName(runId)}-${arm}`;
export const runName = (runId: string): string => `loadgate-${runId.slice(0, 13)}`;

/**
 * The name of an arm's image. It tells the owner, as the labels of other things do: a label would be one more layer to
 * build.
 */
export const imageName = (name: string): string => `${name}:${ownerText()}`;

/** An image that an earlier run saved. `undefined`: it has another name than the head's images have. */
export function archivedImage(image: string): { readonly suffix: string } | undefined {
  const [, suffix] = /^loadgate-[0-9a-f]{8}-[0-9a-f]{4}-head((?:-[a-z0-9._-]+)?):[\w-]+$/.exec(image) ?? [];
  return suffix === undefined ? undefined : { suffix };
}
