import type { Reading } from "../model/reading.ts";

/**
 * The port to everything that observes a service while it is under load, one file a source. Monitors run on the main
 * thread, and load is sent from threads of its own; see load/loadGenerator.ts. A slow reading therefore never makes a
 * request late. It can only delay the next reading.
 */
export interface Monitor {
  /** Takes the first reading, then one per interval. Await it before the load begins. */
  start(): Promise<Sampling>;
}

/** A monitor that is taking readings. */
export interface Sampling {
  /** Takes the last reading and returns all of them, the oldest first. */
  stop(): Promise<readonly Reading[]>;
}
