import { access, constants } from "node:fs/promises";
import { delimiter, isAbsolute, join } from "node:path";
import { isFile } from "./files.ts";

/** The path of the first executable file with that name in a PATH; `undefined` if there is none. */
export async function findProgram(name: string, path: string): Promise<string | undefined> {
  for (const directory of path.split(delimiter).filter(isAbsolute)) {
    const program = join(directory, name);
    if ((await isFile(program)) && (await isExecutable(program))) return program;
  }
  return undefined;
}

function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
