import type { EngineProblem } from "./engineProblem.ts";

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
    case "name_taken":
      return `base and head run at the same time, and another container has the name${problem.name === undefined ? "" : ` ${problem.name}`}; remove it from the command (--name)`;
    case "port_allocated":
      return `base and head run at the same time, and the machine's port${problem.port === undefined ? "" : ` ${problem.port}`} is taken; publish PORT only`;
    case "memory_too_low":
      return "its memory limit is too low for it to start; raise the limit (--memory, mem_limit)";
    case "no_terminal":
      return "there is no terminal; remove -t (--tty) from the command";
  }
}
