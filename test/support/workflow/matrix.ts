import { type Contexts, evaluateAll } from "./expression.ts";
import type { Job } from "./workflow.ts";

export type MatrixCell = Readonly<Record<string, unknown>>;

/** One cell per combination of the matrix values. Without a matrix there is a single empty cell. */
export function matrixCells({ id, strategy }: Job, contexts: Contexts): readonly MatrixCell[] {
  const lists = Object.entries(strategy?.matrix ?? {}).map(([key, expression]) => {
    const values = evaluateAll(expression, contexts);
    if (!Array.isArray(values)) throw new Error(`matrix.${key} of ${id} is not a list`);
    return { key, values };
  });
  return lists.reduce<readonly MatrixCell[]>(
    (cells, { key, values }) => cells.flatMap((cell) => values.map((value: unknown) => ({ ...cell, [key]: value }))),
    [{}],
  );
}

/** The name that GitHub shows, for example: measure (api). */
export function jobName(id: string, cell: MatrixCell): string {
  const values = Object.values(cell);
  return values.length === 0 ? id : `${id} (${values.join(", ")})`;
}
