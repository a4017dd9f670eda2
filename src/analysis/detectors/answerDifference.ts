import type { Notice } from "../../model/notice.ts";
import { bytes } from "../../model/unit.ts";
import { answerSizes, answerTypes, requestNames } from "../causes/answerDifferences.ts";
import type { DetectorInput } from "../detector.ts";

/** Finds requests that base and head answer with other bodies. It is news even where nothing got slower. */
export function detectAnswerDifferences({ scenario, rounds }: DetectorInput): readonly Notice[] {
  return requestNames(rounds).flatMap((request): readonly Notice[] => {
    const common = { kind: "answers_differ", scenario, request } as const;
    const size = answerSizes(request, rounds);
    const type = answerTypes(request, rounds);
    return [
      ...(size === undefined
        ? []
        : [{ ...common, what: "size", base_bytes: bytes(size.base), head_bytes: bytes(size.head) } as const]),
      ...(type === undefined ? [] : [{ ...common, what: "type", base_type: type.base, head_type: type.head } as const]),
    ];
  });
}
