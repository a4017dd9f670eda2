import { z } from "zod";

/** Schemas of common values, with their error messages. */

export const stringSchema = z.string({ error: "expected text" });
export const nonEmptyStringSchema = stringSchema.min(1, { error: "expected text that is not empty" });

/** Text. Numbers and booleans are converted to text. */
export const scalarSchema = z
  .union([z.string(), z.number(), z.bigint(), z.boolean()], { error: "expected text" })
  .transform(String);

const stringMapError = "expected a map of names to text, such as { NODE_ENV: production }";

export const stringMapSchema = z.record(z.string(), scalarSchema, { error: stringMapError });

/** Headers by name. An empty text, or null, stands for a header that is not sent. */
export const headersSchema = z.record(
  z.string(),
  z
    .union([z.string(), z.number(), z.bigint(), z.boolean(), z.null()], { error: "expected text" })
    .transform((value) => (value === null ? "" : String(value))),
  { error: "expected a map of names to text, such as { accept: application/json }" },
);

/** Each value is shared by base and head, or given for each. */
export const stringMapByArmSchema = z.record(
  z.string(),
  z.union([scalarSchema, z.strictObject({ base: scalarSchema, head: scalarSchema })], {
    error: "expected text, or one text for the base and one for the head, such as { base: a, head: b }",
  }),
  { error: stringMapError },
);

/** One text for both arms, or one for each. */
export const textByArmSchema = z.union(
  [nonEmptyStringSchema, z.strictObject({ base: nonEmptyStringSchema, head: nonEmptyStringSchema })],
  { error: "expected text, or one text for the base and one for the head, such as { base: a, head: b }" },
);

export const booleanSchema = z.boolean({ error: "expected true or false" });

export const positiveNumberSchema = z
  .number({ error: "expected a number above 0" })
  .positive({ error: "expected a number above 0" });

/** A name that can be used in a template. */
export const identifierSchema = z
  .string()
  .regex(/^[A-Za-z_]\w*$/, { error: "expected a name of letters, digits and underscores" });

export const oneOf = <const T extends readonly string[]>(names: T) =>
  z.enum(names, { error: `expected one of ${names.join(", ")}` });

/** A map with these keys only. */
export const mapSchema = <T extends z.ZodRawShape>(shape: T) =>
  z.strictObject(shape, { error: `expected a map with the keys ${Object.keys(shape).join(", ")}` });

export const listSchema = <T extends z.ZodType>(item: T, example: string) =>
  z.array(item, { error: `expected a list, such as ${example}` });
