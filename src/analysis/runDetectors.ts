import type { Notice } from "../model/notice.ts";
import type { Detector, DetectorInput } from "./detector.ts";
import { detectAnswerDifferences } from "./detectors/answerDifference.ts";
import { detectDelayedAcks } from "./detectors/delayedAck.ts";
import { detectOverload } from "./detectors/overload.ts";
import { detectRedirects } from "./detectors/redirects.ts";
import { detectThrottling } from "./detectors/throttling.ts";
import { detectUserLimits } from "./detectors/userLimit.ts";

/** Every detector, in the order of their notices. */
const detectors: readonly Detector[] = [
  ...[detectUserLimits, detectOverload, detectThrottling],
  ...[detectDelayedAcks, detectAnswerDifferences, detectRedirects],
];

/** The notices of all detectors: detector by detector, and scenario by scenario within each. */
export function runDetectors(inputs: readonly DetectorInput[]): readonly Notice[] {
  return detectors.flatMap((detector) => inputs.flatMap(detector));
}
