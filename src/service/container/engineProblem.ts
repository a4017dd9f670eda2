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
  | { readonly kind: "subnet_taken" }
  | { readonly kind: "name_taken"; readonly name?: string }
  | { readonly kind: "port_allocated"; readonly port?: string }
  | { readonly kind: "no_terminal" }
  | { readonly kind: "memory_too_low" };

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
  [
    /container name "[^"]*" is already in use/i,
    (output) => ({ kind: "name_taken", ...named("name", /container name "\/?([^"]*)" is/i, output) }),
  ],
  [
    // Services write of their own ports in the same words.
    /port is already allocated|(userland proxy|host port for)[^\n]*address already in use/i,
    (output) => ({
      kind: "port_allocated",
      ...named("port", /(?:Bind for|listen tcp\d?|host port for) [^\s:]*:(\d+)/, output),
    }),
  ],
  [/the input device is not a tty/i, () => ({ kind: "no_terminal" })],
  [/container init was OOM-killed|minimum memory limit allowed/i, () => ({ kind: "memory_too_low" })],
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
