import { type Millis, millis } from "../../model/unit.ts";

/**
 * Linux acknowledges after 40 ms where it has nothing to send (TCP_DELACK_MIN), rounded up to the kernel's next tick: 41 to
 * 50 ms. A busy machine reads the first piece late, or the second.
 */
const ackMs = { least: 35, most: 60 } as const;

/** How the answers of one connection came, one after another. */
export class Pieces {
  #count = 0;
  #firstMs = millis(0);
  #lastMs = millis(0);

  /** Another answer is to come. */
  begin(): void {
    this.#count = 0;
  }

  came(atMs: Millis): void {
    if (this.#count++ === 0) this.#firstMs = atMs;
    this.#lastMs = atMs;
  }

  /**
   * Whether it looks as if the rest of the answer had waited for us to acknowledge its begin, as Nagle's algorithm has it (RFC
   * 896): it lets all that is written meanwhile go in one piece. A pause of the service's own that is as long looks the same.
   */
  get awaitedAck(): boolean {
    const waitMs = this.#lastMs - this.#firstMs;
    return this.#count === 2 && waitMs >= ackMs.least && waitMs <= ackMs.most;
  }
}
