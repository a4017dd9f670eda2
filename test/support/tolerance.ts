/** A computed value beside the correct one. */
export interface ComparedValue {
  readonly label: string;
  readonly got: number;
  readonly want: number;
}

/** The rows whose error exceeds `tolerance`: absolute for values below 1, relative above. NaN exceeds it. */
export function outsideTolerance(rows: readonly ComparedValue[], tolerance: number): readonly ComparedValue[] {
  return rows.filter(({ got, want }) => !(Math.abs(got - want) <= tolerance * Math.max(1, Math.abs(want))));
}
