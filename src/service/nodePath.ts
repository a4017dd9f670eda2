import { mkdir, symlink } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { findProgram } from "../shell/findProgram.ts";

/**
 * The service's PATH. npm may have put a Node for Loadgate in front of the installed one. The service must not be
 * measured on that Node, so a link to the installed `node` comes first. Otherwise the PATH does not change.
 */
export async function servicePath(path: string, execPath: string, temporary: string): Promise<string> {
  if (!/[\\/]node_modules[\\/]node-\w+-\w+[\\/]/.test(execPath)) return path;
  const isOfNpm = (directory: string) => /node_modules[\\/]\.bin[\\/]?$/.test(directory);
  const ownPath = path.split(delimiter).filter((directory) => !isOfNpm(directory));
  const node = await findProgram("node", ownPath.join(delimiter));
  if (node === undefined) return path;
  const directory = join(temporary, "bin");
  await mkdir(directory, { recursive: true });
  await symlink(node, join(directory, "node"));
  return `${directory}${delimiter}${path}`;
}
