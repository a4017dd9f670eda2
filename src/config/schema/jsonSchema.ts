import { z } from "zod";
import { fileSchema } from "./fileSchema.ts";

/** A reference to an environment variable, anywhere in a text. */
const reference = String.raw`\$\{(\w+\()?env\.[A-Za-z_]\w*`;

/** The JSON Schema (draft 2020-12) of loadgate.yml, for editors. */
export function jsonSchema(): object {
  return {
    title: "loadgate.yml",
    ...z.toJSONSchema(fileSchema, {
      io: "input",
      unrepresentable: "any",
      override: ({ zodSchema, jsonSchema: node }) => {
        if (zodSchema._zod.def.type === "bigint") node.type = "integer";
        allowReference(node);
      },
    }),
    patternProperties: { "^x-": { description: "Holds YAML anchors for other keys." } },
  };
}

/** The value of every key may also be a reference to an environment variable. */
function allowReference(node: z.core.JSONSchema.BaseSchema): void {
  if (node.pattern !== undefined) node.pattern += `|${reference}`;
  else if (node.enum !== undefined) {
    node.anyOf = [
      { type: "string", enum: node.enum },
      { type: "string", pattern: reference },
    ];
    delete node.type;
    delete node.enum;
  } else if (node.type === "number" || node.type === "integer" || node.type === "boolean" || node.type === "array") {
    // JSON Schema allows a list of types. The type of zod knows only one.
    Object.assign(node, { type: [node.type, "string"], pattern: reference });
  }
}
