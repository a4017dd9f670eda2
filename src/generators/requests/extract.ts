import type { Session, WireResponse } from "../../model/http.ts";
import type { Extraction } from "../../model/plan.ts";
import { assertNever } from "../../util/assertNever.ts";
import { headerValue } from "../../util/headerValue.ts";
import { compileJsonPath } from "./jsonPath.ts";
import type { ResponseBody } from "./responseBody.ts";

/** Stores a value of the response in the session. Gives the name of the failure if the response has no such value. */
export type Extractor = (response: WireResponse, body: ResponseBody, session: Session) => string | undefined;

export function createExtractors(extract: Readonly<Record<string, Extraction>>): readonly Extractor[] {
  return Object.entries(extract).map(([name, extraction]) => {
    const find = finderOf(extraction);
    const failure = `nothing to extract as ${name}`;
    return (response, body, session) => {
      const value = find(response, body, session);
      if (value === undefined) return failure;
      session.values.set(name, value);
      return undefined;
    };
  });
}

/** Gives the value, or `undefined` if there is none. */
type Finder = (response: WireResponse, body: ResponseBody, session: Session) => unknown;

function finderOf(extraction: Extraction): Finder {
  switch (extraction.kind) {
    case "json": {
      const find = compileJsonPath(extraction.path);
      return (_, body) => find(body.json());
    }
    case "header": {
      const name = extraction.name.toLowerCase();
      return (response) => headerValue(response.headers, name);
    }
    case "cookie":
      return (_response, _body, { cookies }) => cookies.get(extraction.name);
    case "regex": {
      const pattern = new RegExp(extraction.pattern, extraction.flags);
      return (_, body) => {
        const match = pattern.exec(body.text());
        return match?.[1] ?? match?.[0];
      };
    }
    default:
      return assertNever(extraction);
  }
}
