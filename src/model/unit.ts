/**
 * Units that the compiler keeps apart: a plain number may become any of them, but none of them becomes another.
 * Arithmetic gives back a plain number, so a formula names its unit again where its result is stored.
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
