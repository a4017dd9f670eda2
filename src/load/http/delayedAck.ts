import { type Millis, millis } from "../../model/unit.ts";

/**
 * Linux delays an acknowledgement by 40 ms if it has nothing to send (TCP_DELACK_MIN). The kernel's next tick makes
 * that 41 to 50 ms. The range is wider, because a busy machine may read the first or the second chunk late.
 */
const delayMs = { min: 35, max: 60 } as const;

/** Detects, on one connection, responses that waited for a delayed acknowledgement. */
export class DelayedAckDetector {
  #chunks = 0;
  #firstMs = millis(0);
  #lastMs = millis(0);

  startResponse(): void {
    this.#chunks = 0;
  }

  addChunk(atMs: Millis): void {
    if (this.#chunks++ === 0) this.#firstMs = atMs;
    this.#lastMs = atMs;
  }

  /**
   * True if the rest of the response seems to have waited until we acknowledged its first chunk, as with Nagle's
   * algorithm (RFC 896). The rest then comes in one chunk. A pause of the same length in the service looks the same.
   */
  get hadDelayedAck(): boolean {
    const waitMs = this.#lastMs - this.#firstMs;
    return this.#chunks === 2 && waitMs >= delayMs.min && waitMs <= delayMs.max;
  }
}
