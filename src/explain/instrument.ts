import type { Arm, TlsSpec } from "../model/plan.ts";
import type { InstrumentRecord } from "../model/reading.ts";
import type { Millis } from "../model/unit.ts";

/**
 * The port to everything that observes a service closely in an extra round, one file an instrument. Such a round decides
 * nothing, so an instrument may slow the service down. It must do so to both arms alike.
 */
export interface Instrument {
  /** Prepares one arm for one extra round, before its service starts. Dispose of it after the service has stopped. */
  attach(arm: Arm, round: number): Promise<Attachment>;
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
  stop(): Promise<ObservationResult>;
}

export interface ObservationResult {
  readonly records: readonly InstrumentRecord[];
  readonly failures: readonly string[];
}

/** Everything that the instruments of one scenario get from outside. */
export interface InstrumentContext {
  /** A directory of the run for sockets and other temporary files. Nobody else may read it. */
  readonly temporary: string;
  /** The report's directory. */
  readonly out: string;
  readonly scenario: string;
  /** The names of its requests, in the order of its stream. */
  readonly requests: readonly string[];
  readonly arms: Readonly<Record<Arm, InstrumentedArm>>;
  /** Marks every process that an instrument starts for that arm, so that it never outlives the run. */
  readonly mark: (arm: Arm) => { readonly name: string; readonly value: string };
  readonly tls: TlsSpec;
  readonly signal: AbortSignal;
}

export interface InstrumentedArm {
  /** The directory of its build, in which its commands run. */
  readonly directory: string;
  /** The environment of its commands. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}
