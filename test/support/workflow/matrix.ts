import { type Contexts, filled } from "./expression.ts";
import type { Job } from "./workflow.ts";

export type Cell = Readonly<Record<string, unknown>>;

/** The jobs that one becomes: every combination of its lists, or a single one without any. */
export function cellsOf({ id, strategy }: Job, contexts: Contexts): readonly Cell[] {
  const lists = Object.entries(strategy?.matrix ?? {}).map(([key, written]) => {
    const values = filled(written, contexts);
    if (!Array.isArray(values)) throw new Error(`matrix.${key} of ${id} is no list`);
    return { key, values };
  });
  return lists.reduce<readonly Cell[]>(
    (cells, { key, values }) => cells.flatMap((cell) => values.map((value: unknown) => ({ ...cell, [key]: value }))),
    [{}],
  );
}

/** As GitHub names it: measure (api). */
export function nameOf(id: string, cell: Cell): string {
  const values = Object.values(cell);
  return values.length === 0 ? id : `${id} (${values.join(", ")})`;
}
