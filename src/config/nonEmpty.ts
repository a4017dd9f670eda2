import type { NonEmpty } from "../model/plan.ts";

/** The list, typed as not empty. Throws if it is empty: the checks before must have refused that. */
export function toNonEmpty<T>([first, ...others]: readonly T[], what: string): NonEmpty<T> {
  if (first === undefined) throw new Error(`the checks accepted a configuration without ${what}`);
  return [first, ...others];
}

export function mapNonEmpty<T, U>([first, ...others]: NonEmpty<T>, change: (item: T) => U): NonEmpty<U> {
  return [change(first), ...others.map(change)];
}
