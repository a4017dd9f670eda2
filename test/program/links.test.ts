import { readdir, readFile } from "node:fs/promises";
import { posix } from "node:path";
import { expect, test } from "vitest";

const root = new URL("../../", import.meta.url);

test("every link of the manuals leads to an existing file and heading", async () => {
  const manuals = [...(await filesIn("", ".md")), ...(await filesIn("docs/", ".md"))];
  const links = await Promise.all(manuals.map(linksIn));
  expect(await broken(links.flat())).toEqual([]);
});

test("every manual link of a message leads to an existing heading", async () => {
  const named = await allNamed();
  expect(named.length).toBeGreaterThan(0);
  expect(await broken(named)).toEqual([]);
});

test("messages name manuals by URL: a path would be in the user's repository", async () => {
  expect((await allNamed()).filter(({ isAddress }) => !isAddress)).toEqual([]);
});

interface Link {
  readonly from: string;
  readonly path: string;
  readonly heading: string | undefined;
}

/** Only links to our own files. */
async function linksIn(manual: string): Promise<readonly Link[]> {
  const matches = [...(await read(manual)).matchAll(/\]\(((?!\w+:)[^)\s#]*)(?:#([^)\s]*))?\)/g)];
  return matches.map(([, path = "", heading]) => ({
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

/** As in `see ${docsLink("docs/github.md#forks")}`. Comments may name paths: their readers have the files. */
async function namedIn(source: string): Promise<readonly Named[]> {
  const code = (await read(source)).replace(/^\s*(\/\/|\/?\*).*$/gm, "");
  const matches = [...code.matchAll(/(docsLink\(")?(docs\/[\w-]+\.md)(?:#([\w-]+))?/g)];
  return matches.map(([, call, path = "", heading]) => ({
    from: source,
    path,
    heading,
    isAddress: call !== undefined,
  }));
}

async function broken(links: readonly Link[]): Promise<readonly string[]> {
  const looked = links.map(async ({ from, path, heading }) => {
    const text = await read(path).catch(() => undefined);
    const isThere = text !== undefined && (heading === undefined || headingsOf(text).includes(heading));
    return isThere ? [] : [`${from}: ${path}${heading === undefined ? "" : `#${heading}`}`];
  });
  return (await Promise.all(looked)).flat();
}

/** The anchors that GitHub makes from headings. */
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
