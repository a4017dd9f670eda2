import type { Destination, StreamSpec } from "../model/http.ts";
import type { Interleave, Phase } from "../model/plan.ts";
import type { PhaseRecord } from "../model/record.ts";
import type { Millis } from "../model/unit.ts";

/**
 * The port to whatever makes load: today the load generator of loadGenerator.ts. An engine that cannot measure its own
 * lateness leaves `sendLag`, `blamelessTime` and `generator` out of its records.
 */
export interface LoadEngine extends AsyncDisposable {
  /** Gets ready for destinations of this kind. Await it before measuring; a cold engine sends late. */
  warmUp(destinations: readonly Pick<Destination, "origin" | "http2">[]): Promise<void>;
  /**
   * Connects to one target, to two that share each phase, or to two such pairs, and sends the setup to each.
   * Throws SetupFailure if a step of the setup fails.
   */
  connect(destinations: readonly Destination[], stream: StreamSpec): Promise<LoadSession>;
}

/** An engine connected to its targets. Disposing of it stops the phase that is playing. */
export interface LoadSession extends AsyncDisposable {
  /** Plays a phase for its targets at once. Gives one record for each, in the order of the destinations. */
  playPhase(phase: PhaseLoad, seed: number): Promise<readonly PhaseRecord[]>;
  /** Sends the teardown to each target. Throws SetupFailure if a step fails. */
  tearDown(): Promise<void>;
}

/** The parts of a phase that define its load. */
export interface PhaseLoad extends Pick<Phase, "pattern" | "arrival" | "durationMs" | "maxConcurrentUsers"> {
  /**
   * How two targets share the phase, by default `request`. In slices each gets the whole duration, which doubles it.
   */
  readonly interleave?: Interleave;
  /** Start of the phase that is played but not measured. Only for one target. */
  readonly leadInMs?: Millis;
  /** Index of the only target that gets load. Default: all of them. */
  readonly target?: number;
}
