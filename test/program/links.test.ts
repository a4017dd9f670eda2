import { readdir, readFile } from "node:fs/promises";
import { posix } from "node:path";
import { expect, test } from "vitest";

const root = new URL("../../", import.meta.url);

test("every link of the manuals leads to a file, and to a heading of it", async () => {
  const manuals = [...(await filesIn("", ".md")), ...(await filesIn("docs/", ".md"))];
  const links = await Promise.all(manuals.map(linksIn));
  expect(await broken(links.flat())).toEqual([]);
});

test("every manual that a message names has the heading", async () => {
  const named = await allNamed();
  expect(named.length).toBeGreaterThan(0);
  expect(await broken(named)).toEqual([]);
});

test("a message names a manual by its address: a path would be one of the user's own repository", async () => {
  expect((await allNamed()).filter(({ isAddress }) => !isAddress)).toEqual([]);
});

interface Link {
  readonly from: string;
  readonly path: string;
  readonly heading: string | undefined;
}

/** Links to other places than our own files are others' business. */
async function linksIn(manual: string): Promise<readonly Link[]> {
  const found = [...(await read(manual)).matchAll(/\]\(((?!\w+:)[^)\s#]*)(?:#([^)\s]*))?\)/g)];
  return found.map(([, path = "", heading]) => ({
    from: manual,
    path: path === "" ? manual : posix.join(posix.dirname(manual), path),
    heading,
  }));
}

interface Named extends Link {
  readonly isAddress: boolean;
}

async function allNamed(): Promise<readonly Named[]> {
  const sources = await filesIn("src/", ".ts");
  return (await Promise.all(sources.map(namedIn))).flat();
}

/** As in `see ${manual("docs/github.md#forks")}`; comments are for those who have our files before them. */
async function namedIn(source: string): Promise<readonly Named[]> {
  const code = (await read(source)).replace(/^\s*(\/\/|\/?\*).*$/gm, "");
  const found = [...code.matchAll(/(manual\(")?(docs\/[\w-]+\.md)(?:#([\w-]+))?/g)];
  return found.map(([, call, path = "", heading]) => ({ from: source, path, heading, isAddress: call !== undefined }));
}

async function broken(links: readonly Link[]): Promise<readonly string[]> {
  const looked = links.map(async ({ from, path, heading }) => {
    const text = await read(path).catch(() => undefined);
    const isThere = text !== undefined && (heading === undefined || headingsOf(text).includes(heading));
    return isThere ? [] : [`${from}: ${path}${heading === undefined ? "" : `#${heading}`}`];
  });
  return (await Promise.all(looked)).flat();
}

/** As GitHub makes addresses of headings. */
function headingsOf(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

async function filesIn(directory: string, ending: string): Promise<readonly string[]> {
  const names = await readdir(new URL(directory, root), { recursive: directory !== "" });
  return names.filter((name) => name.endsWith(ending)).map((name) => `${directory}${name}`);
}

async function read(name: string): Promise<string> {
  return await readFile(new URL(name, root), "utf8");
}
