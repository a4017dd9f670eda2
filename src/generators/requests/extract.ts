import type { Visit, WireAnswer } from "../../model/http.ts";
import type { Extraction } from "../../model/plan.ts";
import { unreachable } from "../../util/assertNever.ts";
import { headerOf } from "../../util/headers.ts";
import { jsonPath } from "./jsonPath.ts";
import type { AnswerBody } from "./responseBody.ts";

/** Takes a value of the answer into the visit; gives the name of the failure where there is none. */
export type Extractor = (answer: WireAnswer, body: AnswerBody, visit: Visit) => string | undefined;

export function extractorsOf(extract: Readonly<Record<string, Extraction>>): readonly Extractor[] {
  return Object.entries(extract).map(([name, extraction]) => {
    const find = finderOf(extraction);
    const failure = `nothing to extract as ${name}`;
    return (answer, body, visit) => {
      const value = find(answer, body, visit);
      if (value === undefined) return failure;
      visit.values.set(name, value);
      return undefined;
    };
  });
}

type Finder = (answer: WireAnswer, body: AnswerBody, visit: Visit) => unknown;

function finderOf(extraction: Extraction): Finder {
  switch (extraction.kind) {
    case "json": {
      const find = jsonPath(extraction.path);
      return (_, body) => find(body.json());
    }
    case "header": {
      const name = extraction.name.toLowerCase();
      return (answer) => headerOf(answer.headers, name);
    }
    case "cookie":
      return (_answer, _body, { cookies }) => cookies.get(extraction.name);
    case "regex": {
      const pattern = new RegExp(extraction.pattern);
      return (_, body) => {
        const match = pattern.exec(body.text());
        return match?.[1] ?? match?.[0];
      };
    }
    default:
      return unreachable(extraction);
  }
}
