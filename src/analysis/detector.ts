import type { Notice } from "../model/notice.ts";
import type { RoundRecord } from "../model/record.ts";

/** Everything that was recorded of one scenario. */
export interface DetectorInput {
  readonly scenario: string;
  readonly rounds: readonly RoundRecord[];
}

/** Searches a scenario's records for one known problem. Pure: the same records give the same notices. */
export type Detector = (input: DetectorInput) => readonly Notice[];
