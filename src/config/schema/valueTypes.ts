import { z } from "zod";

/** Kinds of values that many keys take. */

export const text = z.string({ error: "expected a text" });
export const nonEmptyText = text.min(1, { error: "expected a text that is not empty" });

/** Numbers and truths stand for their text. */
export const scalar = z.union([z.string(), z.number(), z.boolean()], { error: "expected a text" }).transform(String);

export const texts = z.record(z.string(), scalar, {
  error: "expected names with texts, such as { NODE_ENV: production }",
});

/** A value that base and head share, or one for each. */
export const textsByArm = z.record(
  z.string(),
  z.union([scalar, z.strictObject({ base: scalar, head: scalar })], {
    error: "expected a text, or one for each arm, such as { base: a, head: b }",
  }),
  { error: "expected names with texts, such as { NODE_ENV: production }" },
);

export const truth = z.boolean({ error: "expected true or false" });

export const positiveNumber = z
  .number({ error: "expected a number above 0" })
  .positive({ error: "expected a number above 0" });

/** A name that templates can say. */
export const identifier = z
  .string()
  .regex(/^[A-Za-z_]\w*$/, { error: "expected a name of letters, digits and underscores" });

export const oneOf = <const T extends readonly string[]>(names: T) =>
  z.enum(names, { error: `expected one of ${names.join(", ")}` });

export const object = <T extends z.ZodRawShape>(shape: T) =>
  z.strictObject(shape, { error: `expected a map of ${Object.keys(shape).join(", ")}` });

export const listOf = <T extends z.ZodType>(item: T, such: string) =>
  z.array(item, { error: `expected a list, such as ${such}` });
