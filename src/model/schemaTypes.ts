import { z } from "zod";

/** The numbers of our files: ratios are ratios (0.05 is 5 %), times are ms. */

export const ratio = z.number();
export const ms = z.number().nonnegative();
export const count = z.number().int().nonnegative();
