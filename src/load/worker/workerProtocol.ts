import type { Destination, Given, RequestStream, StreamSpec } from "../../model/http.ts";
import type { Interleave, Phase } from "../../model/plan.ts";
import type { GeneratorRecord, PhaseRecord } from "../../model/record.ts";
import type { Millis, Ratio } from "../../model/unit.ts";
import type { Share } from "../schedule/arrivals.ts";

/** What of a phase decides its load. */
export interface PhaseLoad extends Pick<Phase, "pattern" | "arrival" | "durationMs" | "maxConcurrentUsers"> {
  /** How two targets share it; by default `request`. In slices each gets it for all of the duration, which doubles it. */
  readonly interleave?: Interleave;
}

/** What the main thread asks of a load worker; each order is answered once, by its id. */
export type Order = { readonly id: number } /** Sends load to a sink of its own, until it is fast and on time. */ & (
  | { readonly kind: "warm up"; readonly client: GeneratorRecord["client"] }
  | { readonly kind: "connect"; readonly destinations: readonly Destination[]; readonly stream: StreamSpec }
  /** Sends the setup's requests to each target and answers with what they gave, or takes what another worker was given. */
  | { readonly kind: "set up"; readonly given?: readonly Given[] }
  | {
      readonly kind: "play";
      readonly phase: PhaseLoad;
      readonly seed: number;
      readonly firstTurn: number;
      readonly share: Share;
    }
  | { readonly kind: "tear down" }
  /** Breaks off what is played. */
  | { readonly kind: "disconnect" }
);

export type Answer = { readonly id: number } & (
  | { readonly kind: "done" }
  | { readonly kind: "set up"; readonly given: readonly Given[] }
  | { readonly kind: "played"; readonly played: WorkerPlayed }
  /** The service did not do what setup or teardown wants of it. */
  | { readonly kind: "refused"; readonly message: string }
  | { readonly kind: "failed"; readonly message: string }
);

export interface WorkerPlayed {
  readonly records: readonly Omit<PhaseRecord, "generator">[];
  readonly startMs: Millis;
  readonly busyRatio: Ratio;
  readonly longestStallMs: Millis;
  /** How many turn numbers the phase has used up. */
  readonly turns: number;
  readonly clock: GeneratorRecord["clock"];
}

export interface LoadWorker {
  readonly kind: "load";
  readonly entry: string;
  readonly patienceMs: Millis;
}

export type Unnumbered<T> = T extends unknown ? Omit<T, "id"> : never;

export type StreamOf = (spec: StreamSpec) => RequestStream;
