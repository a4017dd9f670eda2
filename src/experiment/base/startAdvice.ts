import { isAbsolute, join } from "node:path";
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
  return file === undefined
    ? undefined
    : `${lacks(file)}: let service.command be one that both commits have, such as npm start or a script in git`;
}

const lacks = (file: string): string => `the base has no ${file}, which service.command names`;

/** The same for a base.directory, which may be a checkout whose service is further down. */
export async function adviseDirectory(
  trees: Pick<StartTrees, "command" | "head" | "base">,
): Promise<string | undefined> {
  const { head, base } = trees;
  const file = await newFileOf(trees);
  if (file === undefined) return undefined;
  const below = join(base, head);
  const isBelow = !isAbsolute(head) && (await isFile(join(below, file)));
  return isBelow
    ? `${lacks(file)}: base.directory (--base) takes the place of service.directory; set it to ${below}`
    : `${lacks(file)}: set base.directory (--base) to the directory that has it`;
}

/** A file that the command names, and that only the head has. */
async function newFileOf({
  command,
  head,
  base,
}: Pick<StartTrees, "command" | "head" | "base">): Promise<string | undefined> {
  for (const word of command.match(/[\w./@-]+/g) ?? []) {
    const [inHead, inBase] = await Promise.all([isFile(join(head, word)), isFile(join(base, word))]);
    if (inHead && !inBase && !word.startsWith("/")) return word;
  }
  return undefined;
}
