/**
 * Units that the compiler distinguishes. A plain number converts to each of them, but none converts to another. The
 * result of arithmetic is a plain number, so a formula names its unit again.
 */
export type Millis = number & { readonly unit?: "ms" };
export type PerSec = number & { readonly unit?: "1/s" };
export type Bytes = number & { readonly unit?: "byte" };
/** 0.05 is 5 %. */
export type Ratio = number & { readonly unit?: "ratio" };

export const millis = (value: number): Millis => value;
export const perSec = (value: number): PerSec => value;
export const bytes = (value: number): Bytes => value;
export const ratio = (value: number): Ratio => value;
