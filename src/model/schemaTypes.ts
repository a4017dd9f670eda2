import { z } from "zod";

/** Numbers in our files. A ratio of 0.05 is 5 %. Times are in ms. */

export const ratioSchema = z.number();
export const msSchema = z.number().nonnegative();
export const countSchema = z.number().int().nonnegative();
