import type { KeyPath } from "./problem.ts";
import { fileSchema } from "./schema/fileSchema.ts";

/** The parts of a zod schema that are needed to walk down to a key. */
export interface Shape {
  readonly def: {
    readonly type: string;
    readonly shape?: Readonly<Record<string, Shape>>;
    readonly innerType?: Shape;
    readonly element?: Shape;
    readonly valueType?: Shape;
    readonly options?: readonly Shape[];
    /** The values of a literal. */
    readonly values?: readonly unknown[];
    readonly in?: Shape;
  };
  safeParse(value: unknown): { readonly success: boolean; readonly data?: unknown };
}

/** The schemas of the value at a path, one for each alternative that has the key. */
export function shapesAt(path: KeyPath): readonly Shape[] {
  return path.reduce<readonly Shape[]>(
    (shapes, part) => shapes.flatMap((shape) => childrenOf(shape, part)),
    [fileSchema as unknown as Shape],
  );
}

/** Resolves optional, default and transformed schemas, and splits unions. */
export function unwrapShape(shape: Shape): readonly Shape[] {
  const { innerType, options, in: input } = shape.def;
  if (innerType !== undefined) return unwrapShape(innerType);
  if (input !== undefined) return unwrapShape(input);
  return options === undefined ? [shape] : options.flatMap(unwrapShape);
}

function childrenOf(shape: Shape, part: string | number): readonly Shape[] {
  return unwrapShape(shape).flatMap(({ def }) => {
    const child = typeof part === "number" ? def.element : (memberOf(def.shape, part) ?? def.valueType);
    return child === undefined ? [] : [child];
  });
}

/** Names such as constructor are keys of no map. */
function memberOf(shape: Readonly<Record<string, Shape>> | undefined, key: string): Shape | undefined {
  return shape !== undefined && Object.hasOwn(shape, key) ? shape[key] : undefined;
}
