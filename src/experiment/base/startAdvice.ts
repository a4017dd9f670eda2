import { join } from "node:path";
import { isFile } from "../../shell/files.ts";
import { firstNames } from "../../wording/noticeText.ts";

/** Two trees of the service: the head's directory, and the base's checkout. */
export interface StartTrees {
  readonly command: string;
  readonly head: string;
  readonly base: string;
  /** Local files of the head that the base lacks. */
  readonly missing: readonly string[];
  readonly hasBuild: boolean;
}

/** Why a base from git may not start, by the files that it lacks. `undefined` if it lacks none. */
export async function adviseStart(trees: StartTrees): Promise<string | undefined> {
  const { missing, hasBuild } = trees;
  if (missing.length > 0 && !hasBuild) {
    return (
      `the base is a fresh checkout without ${firstNames(missing)}: ` +
      "set service.build to create what it needs, or base.copy to copy it"
    );
  }
  const file = await newFileOf(trees);
  if (file === undefined) return undefined;
  return (
    `the base has no ${file}, which service.command names: ` +
    "let service.command be one that both commits have, such as npm start or a script in git"
  );
}

/** A file that the command names, and that only the head has. */
async function newFileOf({ command, head, base }: StartTrees): Promise<string | undefined> {
  for (const word of command.match(/[\w./@-]+/g) ?? []) {
    const [inHead, inBase] = await Promise.all([isFile(join(head, word)), isFile(join(base, word))]);
    if (inHead && !inBase && !word.startsWith("/")) return word;
  }
  return undefined;
}
