import type { SetupProblem } from "../../model/errors.ts";
import type { Destination, RequestStream, SetupResult, StreamSpec } from "../../model/http.ts";
import type { GeneratorRecord } from "../../model/record.ts";
import type { Millis, Ratio } from "../../model/unit.ts";
import type { EngineResult } from "../engine/playPhase.ts";
import type { PhaseLoad } from "../loadEngine.ts";
import type { WorkerShare } from "../schedule/arrivals.ts";

/** A command from the main thread to a load worker. The worker sends one reply per command, with the same id. */
export type WorkerCommand = { readonly id: number } & (
  | { readonly kind: "warmUp"; readonly client: GeneratorRecord["client"] }
  | { readonly kind: "connect"; readonly destinations: readonly Destination[]; readonly stream: StreamSpec }
  /** Sends the setup to each target, unless `results` has what another worker's setup gave. */
  | { readonly kind: "setUp"; readonly results?: readonly SetupResult[] }
  | {
      readonly kind: "playPhase";
      readonly phase: PhaseLoad & Required<Pick<PhaseLoad, "maxConcurrentUsers">>;
      readonly seed: number;
      readonly firstIteration: number;
      readonly share: WorkerShare;
    }
  | { readonly kind: "tearDown" }
  /** Stops the phase that is playing. */
  | { readonly kind: "disconnect" }
);

export type WorkerReply = { readonly id: number } & (
  | { readonly kind: "done" }
  | { readonly kind: "setUpDone"; readonly results: readonly SetupResult[] }
  | { readonly kind: "phaseDone"; readonly result: WorkerResult }
  /** A service failed a step of setup or teardown. */
  | { readonly kind: "setupFailed"; readonly message: string; readonly problems: readonly SetupProblem[] }
  | { readonly kind: "error"; readonly message: string }
);

/** One worker's share of a phase. */
export interface WorkerResult extends EngineResult {
  readonly busyRatio: Ratio;
  readonly clock: GeneratorRecord["clock"];
}

/** The `workerData` of a load worker. */
export interface WorkerSettings {
  readonly kind: "load";
  /** The file that starts as a worker thread. */
  readonly entry: string;
  /** How long to wait for responses after a phase's end. */
  readonly drainTimeoutMs: Millis;
}

export type WithoutId<T> = T extends unknown ? Omit<T, "id"> : never;

export type CreateStream = (spec: StreamSpec) => RequestStream;
