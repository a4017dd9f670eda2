import { expect, test } from "vitest";
import { listAll, listPages } from "../../src/githubApi/pages.ts";

/** A list of n numbers, and the pages that were requested. */
function listOf(n: number) {
  const requestedPages: number[] = [];
  const fetchPage = async ({ per_page, page }: { readonly per_page: number; readonly page: number }) => {
    requestedPages.push(page);
    return Array.from({ length: n }, (_, i) => i).slice((page - 1) * per_page, page * per_page);
  };
  return { requestedPages, fetchPage };
}

test.each([
  [0, 0, [1]],
  [99, 99, [1]],
  [100, 100, [1, 2]],
  [250, 250, [1, 2, 3]],
  [999, 300, [1, 2, 3]],
])("a list of %i items, with at most 3 pages, gives %i items from the pages %j", async (n, length, pages) => {
  const { fetchPage, requestedPages } = listOf(n);
  expect(await listAll(3, fetchPage)).toEqual(Array.from({ length }, (_, i) => i));
  expect(requestedPages).toEqual(pages);
});

test("a caller that has enough requests no more pages", async () => {
  const { fetchPage, requestedPages } = listOf(1000);
  for await (const items of listPages(10, fetchPage)) if (items.includes(150)) break;
  expect(requestedPages).toEqual([1, 2]);
});
