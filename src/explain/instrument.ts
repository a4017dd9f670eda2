import type { Arm } from "../model/plan.ts";
import type { InstrumentRecord } from "../model/reading.ts";
import type { Millis } from "../model/unit.ts";

/**
 * The port to everything that observes a service closely in an extra round, one file an instrument. Such a round decides
 * nothing, so an instrument may slow the service down. It must do so to both arms alike.
 */
export interface Instrument {
  /** Prepares one arm for one extra round, before its service starts. Dispose of it after the service has stopped. */
  attach(arm: Arm): Promise<Attachment>;
}

export interface Attachment extends AsyncDisposable {
  /** Further variables for the service's environment, such as NODE_OPTIONS. They are added to those of loadgate.yml. */
  readonly environment: Readonly<Record<string, string>>;
  /** Starts to observe. Await it before the load begins. */
  observe(service: ObservedService): Promise<Observation>;
}

export interface ObservedService {
  readonly origin: string;
  /** Its live processes; the root comes first. */
  readonly pids: () => readonly number[];
  /** How long the load will last. */
  readonly durationMs: Millis;
}

export interface Observation {
  /** Ends the observation. Never rejects: an instrument that failed says why, once. */
  stop(): Promise<{ readonly records: readonly InstrumentRecord[]; readonly failures: readonly string[] }>;
}
