/** Readers for untrusted payloads. Each returns `undefined` (or an empty value) for a missing or wrong one. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function objectOf(value: unknown): JsonObject {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

export function arrayOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function nonEmptyString(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** An id, an attempt or a pull request number. GitHub counts from 1. Environment variables hold them as text. */
export function positiveInteger(value: unknown): number | undefined {
  const n = typeof value === "string" && /^\d{1,16}$/.test(value) ? Number(value) : value;
  return typeof n === "number" && Number.isSafeInteger(n) && n > 0 ? n : undefined;
}

/** The hash of a commit. It becomes an argument of git, where any other text could act as an option. */
export function commitSha(value: unknown): string | undefined {
  return typeof value === "string" && /^[0-9a-f]{1,64}$/i.test(value) ? value : undefined;
}

/** A branch name that git allows. Source: `git help check-ref-format`. */
export function branchName(value: unknown): string | undefined {
  const name = nonEmptyString(value);
  const isForbidden = name === undefined || /^[-/.]|[\0-\x20\x7f~^:?*[\\]|\.\.|@\{|\/\/|[/.]$|\.lock$/.test(name);
  return isForbidden || name.length > 255 ? undefined : name;
}
