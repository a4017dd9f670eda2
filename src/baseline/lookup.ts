import type { Baseline } from "../model/results.ts";

/** What looking for a baseline came to. Each has its own message, and none is a silent pass. */
export type BaselineLookup =
  | { readonly kind: "found"; readonly baseline: Baseline }
  | { readonly kind: "not_asked" }
  | { readonly kind: "absent"; readonly message: string }
  /** It may exist, but could not be fetched. */
  | { readonly kind: "unreachable"; readonly message: string }
  /** It exists, and cannot be used. */
  | { readonly kind: "unusable"; readonly message: string };
