/** One value of a table: what was asked for, what came, what is right. */
export interface Compared {
  readonly of: string;
  readonly got: number;
  readonly want: number;
}

/** The rows that are off by more than `tolerance`, absolute below 1 and relative above. A value that is NaN is off. */
export function off(rows: readonly Compared[], tolerance: number): readonly Compared[] {
  return rows.filter(({ got, want }) => !(Math.abs(got - want) <= tolerance * Math.max(1, Math.abs(want))));
}
