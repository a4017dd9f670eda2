import type { ComposeProgram, ContainerProgram, ServiceProgram } from "../model/plan.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import { type KeyPath, type PathProblem, problemIf } from "./problem.ts";
import type { FileConfig } from "./schema/fileSchema.ts";

type FileService = NonNullable<FileConfig["service"]>;
type FileContainer = NonNullable<FileService["container"]>;

/** What starts the service. The configuration must have passed programProblems. */
export function programOf({ command, container, compose }: FileService): ServiceProgram {
  if (container !== undefined) return containerOf(container);
  if (compose !== undefined) return composeOf(compose);
  if (command === undefined) throw new Error("the configuration has no service to start");
  return { kind: "command", command };
}

function containerOf(container: FileContainer): ContainerProgram {
  const { image, port, args, volumes, options } = container;
  return {
    kind: "container",
    source: imageSourceOf(container, image),
    ...omitUndefined({ port }),
    args,
    volumes,
    options,
  };
}

function imageSourceOf(
  { dockerfile, context = ".", target, build_args = {}, build_options = [] }: FileContainer,
  image: FileContainer["image"],
): ContainerProgram["source"] {
  if (image !== undefined) {
    return { kind: "image", image: typeof image === "string" ? { base: image, head: image } : image };
  }
  const path = dockerfile ?? (context === "." ? "Dockerfile" : `${context}/Dockerfile`);
  return {
    kind: "build",
    dockerfile: path,
    context,
    ...omitUndefined({ target }),
    args: build_args,
    options: build_options,
  };
}

function composeOf({ file = [], service, port }: NonNullable<FileService["compose"]>): ComposeProgram {
  return { kind: "compose", files: typeof file === "string" ? [file] : file, service, ...omitUndefined({ port }) };
}

/** Problems of the keys that start the service. */
export function programProblems(service: FileService): readonly PathProblem[] {
  const at = ["service"];
  const keys = (["command", "container", "compose"] as const).filter((key) => service[key] !== undefined);
  if (keys.length === 0) {
    return problemIf(true, at, "expected command (a shell command), container or compose, found none of them");
  }
  return [
    ...problemIf(keys.length > 1, at, `expected one of command, container and compose, found ${keys.join(" and ")}`),
    ...(service.container === undefined ? [] : containerProblems(service.container, [...at, "container"])),
  ];
}

const buildKeys = ["dockerfile", "context", "target", "build_args", "build_options"] as const;

function containerProblems(container: FileContainer, at: KeyPath): readonly PathProblem[] {
  const ignored = container.image === undefined ? [] : buildKeys.filter((key) => container[key] !== undefined);
  return [
    ...ignored.flatMap((key) =>
      problemIf(
        true,
        [...at, key],
        "has no effect, because service.container.image names an image; remove one of them",
      ),
    ),
    ...container.options.flatMap((option, i) => problemIf(isReserved(option), [...at, "options", i], reservedText)),
  ];
}

/** Options that Loadgate sets itself, or that would make both arms share a port. */
const reserved =
  /^(--(publish|publish-all|name|detach|rm|restart|interactive|tty|cidfile)(=|$)|-[a-z]*[pPdit]|--net(work)?[= ]host$)/;
const isReserved = (option: string): boolean => reserved.test(option);
const reservedText =
  "Loadgate publishes the port, names the container and removes it; remove this option, and set service.container.port if needed";
