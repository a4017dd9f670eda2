import { access, constants, mkdir, symlink } from "node:fs/promises";
import { delimiter, join } from "node:path";

/**
 * PATH for the service: as ours, but where npm has put a Node of its own in front of it (the one that came with Loadgate,
 * to run Loadgate on), `node` is again the one that the user has installed. Otherwise the same service would be measured
 * on another Node than it is run on.
 */
export async function servicePath(path: string, execPath: string, temporary: string): Promise<string> {
  if (!/[\\/]node_modules[\\/]node-\w+-\w+[\\/]/.test(execPath)) return path;
  const own = await installedNode(
    path.split(delimiter).filter((directory) => !/node_modules[\\/]\.bin[\\/]?$/.test(directory)),
  );
  if (own === undefined) return path;
  const directory = join(temporary, "bin");
  await mkdir(directory, { recursive: true });
  await symlink(own, join(directory, "node"));
  return `${directory}${delimiter}${path}`;
}

async function installedNode(directories: readonly string[]): Promise<string | undefined> {
  for (const directory of directories) {
    const node = join(directory, "node");
    const isThere = await access(node, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return node;
  }
  return undefined;
}
