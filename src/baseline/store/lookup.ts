import type { Baseline } from "../../model/baseline.ts";

/** Files that lie beside the numbers. */
export interface Archives {
  /** Of the newest build that could be carried; see Baseline.build. */
  readonly build?: string;
  readonly anchor?: string;
}

/** What looking for a baseline came to. Each has its own message, and none is a silent pass. */
export type BaselineLookup =
  | {
      readonly kind: "found";
      readonly baseline: Baseline;
      /** Where it was found, in words. */
      readonly from: string;
      readonly archives?: Archives;
      readonly notes?: readonly string[];
      /** What a reader of the report has to know of the look-up. */
      readonly warnings?: readonly string[];
    }
  | { readonly kind: "not_asked" }
  | { readonly kind: "absent"; readonly message: string }
  /** It may exist, but could not be fetched. */
  | { readonly kind: "unreachable"; readonly message: string }
  /** It exists, and cannot be used. */
  | { readonly kind: "unusable"; readonly message: string };
