export interface Page<Item> {
  readonly items: readonly Item[];
  readonly headers: Readonly<Record<string, string>>;
}

/** One page of a list: 30 items by default, at most 100. A Link header names the other pages. */
export function pageOf<Item>(all: readonly Item[], query: URLSearchParams, listUrl: string): Page<Item> {
  const perPage = Math.min(100, Math.max(1, Number(query.get("per_page") ?? 30)));
  const page = Math.max(1, Number(query.get("page") ?? 1));
  const last = Math.max(1, Math.ceil(all.length / perPage));
  const items = all.slice((page - 1) * perPage, page * perPage);

  const links: string[] = [];
  const link = (to: number, relation: string) => {
    const target = new URLSearchParams(query);
    target.set("page", String(to));
    links.push(`<${listUrl}?${target}>; rel="${relation}"`);
  };
  if (page > 1) link(page - 1, "prev");
  if (page < last) link(page + 1, "next");
  if (page < last) link(last, "last");
  if (page > 1) link(1, "first");
  return { items, headers: links.length > 0 ? { link: links.join(", ") } : {} };
}
