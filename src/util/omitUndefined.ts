type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** The object without its undefined values, as `exactOptionalPropertyTypes` requires. */
export function omitUndefined<T extends object>(value: T): Partial<Defined<T>> {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as Partial<Defined<T>>;
}
