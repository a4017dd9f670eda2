import { expect, test } from "vitest";
import { phaseResults } from "../../src/analysis/phases.ts";
import type { RequestRecord } from "../../src/model/record.ts";
import { bytes } from "../../src/model/unit.ts";
import { phaseCells, phaseColumns, pieceTimesIn } from "../../src/report/phaseTable.ts";
import { armPhase, encodedHistogram, phaseRecord, requestRecord } from "../support/builders.ts";

/** The columns between the latencies and the rate, and their cells. */
function columnsOf(...requests: readonly RequestRecord[]) {
  const phases = phaseResults([armPhase({ record: phaseRecord(requests) })], { cores: 1, memoryBytes: bytes(1) });
  const pieceTimes = pieceTimesIn(phases);
  const cells = phases.flatMap((phase) => phaseCells(phase, ["p95"], pieceTimes));
  return [phaseColumns(["p95"], pieceTimes).slice(3, -3), cells.slice(3, -3)];
}

test("the first byte and the largest gap have columns only if they tell something", () => {
  const whole = requestRecord("GET /", [1, 1]);
  const early = { ...whole, firstByte: encodedHistogram([0.25, 0.5]) };
  expect(columnsOf(whole)).toEqual([[], []]);
  expect(columnsOf({ ...whole, firstByte: encodedHistogram([0.9, 0.9]) })).toEqual([[], []]);
  expect(columnsOf(early)).toEqual([["first byte p95"], ["0.5 ms"]]);
  expect(columnsOf({ ...early, largestGap: encodedHistogram([0.125]) })).toEqual([
    ["first byte p95", "largest gap p95"],
    ["0.5 ms", "0.125 ms"],
  ]);
});
