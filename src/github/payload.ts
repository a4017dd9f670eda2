/** What GitHub sends is taken apart by hand: whatever is missing or of another kind is `undefined`. */
export type Fields = Readonly<Record<string, unknown>>;

export function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** An id, a number of an attempt or of a pull request: GitHub counts from 1, and a runner's variables are texts. */
export function countOf(value: unknown): number | undefined {
  const n = typeof value === "string" && /^\d{1,16}$/.test(value) ? Number(value) : value;
  return typeof n === "number" && Number.isSafeInteger(n) && n > 0 ? n : undefined;
}

/** The name of a commit: it goes to git, where anything else could be taken for an option. */
export function shaOf(value: unknown): string | undefined {
  return typeof value === "string" && /^[0-9a-f]{1,64}$/i.test(value) ? value : undefined;
}

/** A branch by a name that git allows (see `git help check-ref-format`). */
export function branchOf(value: unknown): string | undefined {
  const name = textOf(value);
  const isForbidden = name === undefined || /^[-/.]|[\0-\x20\x7f~^:?*[\\]|\.\.|@\{|\/\/|[/.]$|\.lock$/.test(name);
  return isForbidden || name.length > 255 ? undefined : name;
}
