/** A set that also gives an item at random, in constant time. */
export class IndexedSet<T> {
  readonly #items: T[] = [];
  readonly #positions = new Map<T, number>();

  get size(): number {
    return this.#items.length;
  }

  get items(): readonly T[] {
    return this.#items;
  }

  has(item: T): boolean {
    return this.#positions.has(item);
  }

  add(item: T): void {
    if (this.#positions.has(item)) return;
    this.#positions.set(item, this.#items.length);
    this.#items.push(item);
  }

  delete(item: T): void {
    const position = this.#positions.get(item);
    const last = this.#items.pop();
    if (position === undefined || last === undefined) {
      if (last !== undefined) this.#items.push(last);
      return;
    }
    this.#positions.delete(item);
    if (last === item) return;
    this.#items[position] = last;
    this.#positions.set(last, position);
  }

  /** The item at that share of the set, in [0, 1). `undefined` if the set is empty. */
  at(uniform: number): T | undefined {
    return this.#items[Math.floor(uniform * this.#items.length)];
  }
}
