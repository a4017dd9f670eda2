import type { ContainerProgram, ImageSource } from "../../model/plan.ts";
import { rareChecks } from "./health.ts";

type Labels = Readonly<Record<string, string>>;

const labelOptions = (labels: Labels): readonly string[] =>
  Object.entries(labels).flatMap(([name, value]) => ["--label", `${name}=${value}`]);

/** `docker build` of an arm's image, in `service.directory`. */
export function buildArguments(
  source: Extract<ImageSource, { readonly kind: "build" }>,
  image: string,
): readonly string[] {
  const args = Object.entries(source.args).flatMap(([name, value]) => ["--build-arg", `${name}=${value}`]);
  const target = source.target === undefined ? [] : ["--target", source.target];
  return [
    ...["build", "--file", source.dockerfile, "--tag", image],
    ...[...target, ...args, ...source.options, source.context],
  ];
}

export interface CreateFacts {
  readonly image: string;
  readonly name: string;
  readonly labels: Labels;
  /** In the container. The engine chooses the machine's port. */
  readonly port: number;
  /** Names only: the values are in the environment of docker, which no other user can read. */
  readonly variables: readonly string[];
  /** The cores that it may use, such as 0,2-3. */
  readonly cores?: string;
  readonly stdin: "open" | "closed";
  /** The absolute `service.directory`. */
  readonly directory: string;
}

/** `docker create` of an arm's container. */
export function createArguments(
  { args, volumes, options }: ContainerProgram,
  { image, name, labels, port, variables, cores, stdin, directory }: CreateFacts,
): readonly string[] {
  return [
    ...["create", "--name", name, ...labelOptions(labels)],
    ...["--publish", `127.0.0.1::${port}`, "--log-driver", "none"],
    ...variables.flatMap((variable) => ["--env", variable]),
    ...(cores === undefined ? [] : ["--cpuset-cpus", cores]),
    ...(stdin === "open" ? ["--interactive"] : []),
    ...(options.some(isOfHealth) ? [] : ["--health-interval", rareChecks]),
    ...volumes.flatMap((volume) => ["--volume", absoluteVolume(volume, directory)]),
    ...[...options, image, ...args],
  ];
}

/** docker refuses --no-healthcheck beside any of the others. */
const isOfHealth = (option: string): boolean => /^--(no-healthcheck|health-interval)/.test(option);

/** `docker run` takes only absolute paths of the machine. A name without a slash is a volume of the engine. */
function absoluteVolume(volume: string, directory: string): string {
  return /^\.{1,2}(\/|:|$)/.test(volume) ? `${directory}/${volume}` : volume;
}
