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
  | { readonly kind: "program_missing"; readonly program?: string }
  | { readonly kind: "subnet_taken" };

/** The first of the engine's messages that is known. The order matters: some messages contain others. */
export function engineProblem(output: string): EngineProblem | undefined {
  const [, missing] = /\b(docker|docker-compose): (?:command )?not found/.exec(output) ?? [];
  if (missing !== undefined) return { kind: missing === "docker" ? "not_installed" : "compose_missing" };
  if (/permission denied[^\n]*(docker|socket|\.sock)|docker\.sock[^\n]*permission denied/i.test(output)) {
    return { kind: "no_rights" };
  }
  if (/cannot connect to the docker daemon|error during connect|is the docker daemon running/i.test(output)) {
    const [, address] = /daemon at (\S+?)\.? /.exec(output) ?? [];
    return { kind: "not_running", ...(address !== undefined && { address }) };
  }
  if (/no space left on device/i.test(output)) return { kind: "disk_full" };
  if (/exec format error|no matching manifest for/i.test(output)) return { kind: "wrong_architecture" };
  if (/toomanyrequests|pull rate limit/i.test(output)) return { kind: "pull_limit" };
  if (missingImage.test(output)) {
    const [, image] = /(?:no such image: |denied for |manifest for )([^\s,]+)/i.exec(output) ?? [];
    return { kind: "image_missing", ...(image !== undefined && { image }) };
  }
  if (/executable file not found|exec: "[^"]*": (?:stat [^:]*: )?(?:no such file|permission denied)/i.test(output)) {
    const [, program] = /exec: "([^"]*)"/.exec(output) ?? [];
    return { kind: "program_missing", ...(program !== undefined && { program }) };
  }
  if (/pool overlaps with other one|invalid pool request/i.test(output)) return { kind: "subnet_taken" };
  return undefined;
}

const missingImage =
  /pull access denied|manifest unknown|no such image|repository does not exist|manifest for \S+ not found/i;

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
    case "program_missing":
      return `the image has no program ${problem.program ?? "to start"}; correct its ENTRYPOINT or CMD`;
    case "subnet_taken":
      return "base and head run at the same time and both want the same subnet; remove networks.*.ipam from the compose file";
  }
}
