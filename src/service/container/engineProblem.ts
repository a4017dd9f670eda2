/** Why the engine refuses, as far as its messages tell. */
export type EngineProblem =
  | { readonly kind: "not_installed" }
  | { readonly kind: "compose_missing" }
  | { readonly kind: "not_running"; readonly address?: string }
  | { readonly kind: "no_rights" }
  | { readonly kind: "disk_full" }
  | { readonly kind: "wrong_architecture" }
  | { readonly kind: "image_missing"; readonly image?: string }
  | { readonly kind: "pull_limit" }
  | { readonly kind: "registry_unreachable"; readonly host?: string }
  | { readonly kind: "program_missing"; readonly program?: string }
  | { readonly kind: "subnet_taken" };

type Rule = readonly [pattern: RegExp, problem: (output: string) => EngineProblem];

/** The order matters: some messages contain others. */
const rules: readonly Rule[] = [
  [/docker: (command )?not found/, () => ({ kind: "not_installed" })],
  [/docker-compose: (command )?not found/, () => ({ kind: "compose_missing" })],
  [/permission denied[^\n]*(docker|socket|\.sock)|docker\.sock[^\n]*permission denied/i, () => ({ kind: "no_rights" })],
  [
    /cannot connect to the docker daemon|error during connect|is the docker daemon running/i,
    (output) => ({ kind: "not_running", ...named("address", /daemon at (\S+?)\.? /, output) }),
  ],
  [/no space left on device/i, () => ({ kind: "disk_full" })],
  [/exec format error|no matching manifest for/i, () => ({ kind: "wrong_architecture" })],
  [/toomanyrequests|pull rate limit/i, () => ({ kind: "pull_limit" })],
  [
    /"https?:\/\/[^"]*\/v2\/[^\n]*(no such host|time-?out|refused|unreachable|connection reset|EOF)/i,
    (output) => ({ kind: "registry_unreachable", ...named("host", /"https?:\/\/([^/"]+)\/v2\//, output) }),
  ],
  [
    /pull access denied|manifest unknown|no such image|repository does not exist|manifest for \S+ not found/i,
    (output) => ({
      kind: "image_missing",
      ...named("image", /(?:no such image: |denied for |manifest for )([^\s,]+)/i, output),
    }),
  ],
  [
    /executable file not found|exec: "[^"]*": (?:stat [^:]*: )?(?:no such file|permission denied)/i,
    (output) => ({ kind: "program_missing", ...named("program", /exec: "([^"]*)"/, output) }),
  ],
  [/pool overlaps with other one|invalid pool request/i, () => ({ kind: "subnet_taken" })],
];

/** The engine's problem, as far as its messages are known. */
export function engineProblem(output: string): EngineProblem | undefined {
  const [, problem] = rules.find(([pattern]) => pattern.test(output)) ?? [];
  return problem?.(output);
}

/** The pattern's group under that name. Nothing if the message does not tell. */
function named<K extends string>(name: K, pattern: RegExp, output: string): { readonly [_ in K]?: string } {
  const [, value] = pattern.exec(output) ?? [];
  return (value === undefined ? {} : { [name]: value }) as { readonly [_ in K]?: string };
}

/** The problem and the remedy, as the last part of a message. */
export function engineProblemText(problem: EngineProblem): string {
  switch (problem.kind) {
    case "not_installed":
      return "the program docker is not installed; install Docker, or start the service by service.command";
    case "compose_missing":
      return "neither docker compose nor docker-compose is installed; install the package docker-compose-v2 or docker-compose";
    case "not_running": {
      const at = problem.address === undefined ? "" : ` at ${problem.address}`;
      return `no container engine runs${at}; start it (sudo systemctl start docker), or set DOCKER_HOST to its address`;
    }
    case "no_rights":
      return "this user may not use the container engine; add it to the group docker, or run Loadgate as root";
    case "disk_full":
      return "the disk is full; free space, such as by docker system prune";
    case "wrong_architecture":
      return "the image is for another processor architecture than this machine; build it for this one (docker build --platform)";
    case "image_missing":
      return `the image ${problem.image === undefined ? "" : `${problem.image} `}does not exist here or in its registry; correct its name, build it before Loadgate runs, or log in to the registry`;
    case "pull_limit":
      return "the registry refuses more pulls from this address; log in before Loadgate runs (docker login)";
    case "registry_unreachable":
      return `the registry ${problem.host === undefined ? "" : `${problem.host} `}cannot be reached; check the network and the engine's proxy, or build or load the image before Loadgate runs`;
    case "program_missing":
      return `the image has no program ${problem.program ?? "to start"}; correct its ENTRYPOINT or CMD`;
    case "subnet_taken":
      return "base and head run at the same time and both want the same subnet; remove networks.*.ipam from the compose file";
  }
}
