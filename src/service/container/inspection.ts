import { z } from "zod";

/** The parts of `docker inspect` that Loadgate reads. */
const portsSchema = z.record(z.string(), z.unknown()).nullish();

const containerInspection = z.object({
  Id: z.string(),
  Name: z.string(),
  State: z.object({
    Status: z.string(),
    Running: z.boolean(),
    Pid: z.number(),
    ExitCode: z.number(),
    OOMKilled: z.boolean().optional(),
    Health: z.object({ Status: z.string() }).nullish(),
  }),
  Config: z.object({
    StopSignal: z.string().optional(),
    Healthcheck: z.object({ Test: z.array(z.string()).nullish() }).nullish(),
    Shell: z.array(z.string()).nullish(),
    Labels: z.record(z.string(), z.string()).nullish(),
  }),
  NetworkSettings: z.object({
    Ports: z.record(z.string(), z.array(z.object({ HostPort: z.string() })).nullable()).nullish(),
  }),
});

/** A container that is created and not started yet. */
export interface CreatedContainer {
  readonly id: string;
  /** The port on which the service listens in it. */
  readonly port: number;
}

/** A container as the engine sees it. */
export interface ContainerFacts {
  readonly id: string;
  readonly name: string;
  readonly isRunning: boolean;
  /** Of its first process, as the engine's machine counts. 0 unless it runs. */
  readonly pid: number;
  readonly exitCode: number;
  readonly ranOutOfMemory: boolean;
  readonly hasEnded: boolean;
  /** The result of the engine's own checks. Absent without a health check. */
  readonly health?: string;
  /** The command of its health check. */
  readonly healthCommand?: readonly string[];
  /** Such as SIGTERM or 15. */
  readonly stopSignal: string;
  readonly labels: Readonly<Record<string, string>>;
  /** The machine's port for each TCP port in the container. */
  readonly publishedPorts: Readonly<Record<number, number>>;
}

/** Reads the output of `docker container inspect`. */
export function containersIn(json: string): readonly ContainerFacts[] {
  return z.array(containerInspection).parse(JSON.parse(json)).map(factsOfContainer);
}

function factsOfContainer({
  Id,
  Name,
  State,
  Config,
  NetworkSettings,
}: z.output<typeof containerInspection>): ContainerFacts {
  const healthCommand = commandOfCheck(Config.Healthcheck?.Test ?? [], Config.Shell ?? ["/bin/sh", "-c"]);
  const health = State.Health?.Status;
  const published = Object.entries(NetworkSettings.Ports ?? {}).flatMap(([name, bindings]) => {
    const [, port] = /^(\d+)\/tcp$/.exec(name) ?? [];
    const hostPort = bindings?.[0]?.HostPort;
    return port === undefined || hostPort === undefined ? [] : [[Number(port), Number(hostPort)] as const];
  });
  return {
    id: Id,
    name: Name.replace(/^\//, ""),
    isRunning: State.Running,
    pid: State.Pid,
    exitCode: State.ExitCode,
    ranOutOfMemory: State.OOMKilled === true,
    hasEnded: State.Status === "exited" || State.Status === "dead",
    ...(health !== undefined && health !== "none" && { health }),
    ...(healthCommand !== undefined && { healthCommand }),
    stopSignal: Config.StopSignal ?? "SIGTERM",
    labels: Config.Labels ?? {},
    publishedPorts: Object.fromEntries(published),
  };
}

/** ["CMD", program, …], ["CMD-SHELL", command] or ["NONE"]. */
function commandOfCheck([form, ...words]: readonly string[], shell: readonly string[]): readonly string[] | undefined {
  if (form === "CMD") return words;
  return form === "CMD-SHELL" ? [...shell, ...words] : undefined;
}

const imageInspection = z.object({
  Id: z.string(),
  Architecture: z.string().optional(),
  Config: z.object({ ExposedPorts: portsSchema }).nullish(),
});

export interface ImageFacts {
  readonly id: string;
  readonly architecture: string | undefined;
  readonly exposedPorts: readonly number[];
}

/** Reads the output of `docker image inspect`. */
export function imagesIn(json: string): readonly ImageFacts[] {
  return z
    .array(imageInspection)
    .parse(JSON.parse(json))
    .map(({ Id, Architecture, Config }) => ({
      id: Id,
      architecture: Architecture,
      exposedPorts: Object.keys(Config?.ExposedPorts ?? {}).flatMap((name) => {
        const [, port] = /^(\d+)\/tcp$/.exec(name) ?? [];
        return port === undefined ? [] : Number(port);
      }),
    }));
}
