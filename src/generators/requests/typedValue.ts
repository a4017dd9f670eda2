import type { Session } from "../../model/http.ts";
import type { ValueType } from "../../model/template.ts";
import { assertNever } from "../../util/assertNever.ts";
import { exactJsonText } from "../../util/exactJson.ts";
import { toNumber } from "../../util/toNumber.ts";
import { RenderFailure } from "./templateText.ts";

/** Gives the value of a template in a session: a JSON value or a RenderFailure. */
export type ValueSource = (session: Session) => unknown;

/** The source with the type of ${text(…)}, ${number(…)} or ${boolean(…)}. A value of another type is a failure. */
export function typedSource(source: ValueSource, type: ValueType, template: string): ValueSource {
  const failure = new RenderFailure(`no ${type} for ${template}`);
  return (session) => {
    const value = source(session);
    return value instanceof RenderFailure ? value : (convert(value, type) ?? failure);
  };
}

/** `undefined` if the value cannot have the type. */
function convert(value: unknown, type: ValueType): string | number | bigint | boolean | undefined {
  switch (type) {
    case "text":
      if (value === null) return undefined;
      return typeof value === "string" ? value : exactJsonText(value);
    case "number":
      if (typeof value === "number" || typeof value === "bigint") return value;
      return typeof value === "string" ? toNumber(value) : undefined;
    case "boolean":
      if (typeof value === "boolean") return value;
      return value === "true" || value === "false" ? value === "true" : undefined;
    default:
      return assertNever(type);
  }
}
