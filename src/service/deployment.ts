import type { Arm, ServiceSpec } from "../model/plan.ts";
import type { EnvVariables } from "./environment.ts";
import type { InstanceName } from "./instance.ts";
import type { Service } from "./service.ts";

/** The build of an arm and the way to run it. */
export interface DeploymentSpec {
  readonly service: ServiceSpec;
  readonly arm: Arm;
  /** Default: the arm's name. */
  readonly instance?: InstanceName;
  /** The directory in which the service's commands run. */
  readonly directory: string;
}

/** One build of the service under test. It can be started any number of times. */
export interface Deployment {
  /** The environment of the arm's commands. The service gets PORT in addition. */
  readonly environment: EnvVariables;
  /** Runs `service.build`. Throws a ServiceFailure with the end of the log if it fails. */
  build(): Promise<void>;
  /**
   * Prepares a round: empties TMPDIR, then runs `service.before_round`. Throws a ServiceFailure with the end of the log
   * if that fails or takes longer than `service.ready_timeout`.
   */
  prepareRound(): Promise<void>;
  /**
   * Starts the service and waits until it is ready on a free port. Throws a ServiceFailure if it does not get ready.
   * `further` variables win over those of loadgate.yml.
   */
  start(further?: EnvVariables): Promise<Service>;
  /** Saves the images that it starts, for a carried build. Throws CouldNotMeasure. Absent if it starts no images. */
  saveImages?(file: string): Promise<void>;
}
