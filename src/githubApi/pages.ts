/** GitHub's largest page. */
const perPage = 100;

/** The query parameters that select one page of a list. */
export interface PageQuery {
  readonly per_page: number;
  /** From 1. */
  readonly page: number;
}

/**
 * The pages of a GitHub list, at most `maxPages` of them. The first page that is not full is the last one.
 * The Link header is not used: some proxies drop it.
 */
export async function* listPages<Item>(
  maxPages: number,
  fetchPage: (query: PageQuery) => Promise<readonly Item[]>,
): AsyncGenerator<readonly Item[]> {
  for (let page = 1; page <= maxPages; page++) {
    const items = await fetchPage({ per_page: perPage, page });
    yield items;
    if (items.length < perPage) return;
  }
}

/** All items of a GitHub list, from at most `maxPages` pages. */
export async function listAll<Item>(
  maxPages: number,
  fetchPage: (query: PageQuery) => Promise<readonly Item[]>,
): Promise<readonly Item[]> {
  const all: Item[] = [];
  for await (const items of listPages(maxPages, fetchPage)) all.push(...items);
  return all;
}
