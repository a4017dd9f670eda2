/** A shell command that starts containers, and the lines of loadgate.yml that do the same. */
export interface ContainerCommand {
  /** docker run, or docker compose up. */
  readonly program: string;
  readonly instead: string;
}

/** Options of `docker run` without a value. All others have one, in the same word or the next. */
const flags =
  /^(-[dPit]+|--(detach|rm|init|interactive|tty|privileged|publish-all|read-only|no-healthcheck|sig-proxy|oom-kill-disable|quiet))(=.*)?$/;

/** Understands `docker run …` and `docker compose up …` as people write them. `undefined` for other commands. */
export function containerCommand(command: string): ContainerCommand | undefined {
  const words = wordsOf(command);
  const at = words.findIndex((word) => /(^|\/)(docker|podman|docker-compose|podman-compose)$/.test(word));
  // Only an environment, exec or sudo may come before: another program decides for itself what it starts.
  if (at === -1 || !words.slice(0, at).every((word) => /^(exec|sudo|env|time|\w+=.*|-\w+)$/.test(word)))
    return undefined;
  const isOldCompose = /-compose$/.test(words[at] ?? "");
  const [first, ...rest] = words.slice(at + 1);
  if (isOldCompose) return composeCommand(words.slice(at + 1), words[at] ?? "");
  if (first === "compose") return composeCommand(rest, `${words[at]} compose`);
  if (first === "container" && rest[0] === "run") return runCommand(rest.slice(1), `${words[at]} run`);
  return first === "run" ? runCommand(rest, `${words[at]} run`) : undefined;
}

/** The words of a simple shell command. Quotes are removed, variables stay. */
function wordsOf(command: string): readonly string[] {
  const joined = command.trim().replaceAll(/\\\n/g, " ");
  const words = joined.match(/(?:"(?:\\.|[^"])*"|'[^']*'|[^\s"'])+/g) ?? [];
  return words.map((word) => word.replaceAll(/"((?:\\.|[^"])*)"|'([^']*)'/g, "$1$2"));
}

function runCommand(words: readonly string[], program: string): ContainerCommand | undefined {
  const options: (readonly [name: string, value: string])[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? "";
    if (!word.startsWith("-")) return { program, instead: containerLine(word, words.slice(i + 1), options) };
    if (flags.test(word)) continue;
    // Letters may share one dash; only the last of them has a value: -dp 80:80
    const [, name = word, inline] = /^(--[\w-]+)=(.*)$/s.exec(word) ?? /^-[dPit]*([a-zA-Z])(.+)?$/s.exec(word) ?? [];
    options.push([name.replace(/^(?=\w$)/, "-"), inline ?? words[++i] ?? ""]);
  }
  return undefined;
}

function containerLine(
  image: string,
  args: readonly string[],
  options: readonly (readonly [string, string])[],
): string {
  const valuesOf = (...names: readonly string[]) =>
    options.flatMap(([name, value]) => (names.includes(name) ? [value] : []));
  const [port] = valuesOf("-p", "--publish").map((mapping) =>
    mapping
      .replace(/\/\w+$/, "")
      .split(":")
      .at(-1),
  );
  const volumes = valuesOf("-v", "--volume");
  const variables = valuesOf("-e", "--env").filter((entry) => !entry.startsWith("PORT"));
  const keys = [
    `image: ${yamlText(image)}`,
    ...(port !== undefined && /^\d+$/.test(port) ? [`port: ${port}`] : []),
    ...(args.length > 0 ? [`args: [${args.map(yamlText).join(", ")}]`] : []),
    ...(volumes.length > 0 ? [`volumes: [${volumes.map(yamlText).join(", ")}]`] : []),
  ];
  const env = variables.map((entry) => variableLine(entry)).join(", ");
  return `service.container: { ${keys.join(", ")} }${env === "" ? "" : ` and service.env: { ${env} }`}`;
}

function variableLine(entry: string): string {
  const [name = "", ...value] = entry.split("=");
  return `${name}: ${value.length === 0 ? `\${env.${name}}` : yamlText(value.join("="))}`;
}

function composeCommand(words: readonly string[], program: string): ContainerCommand | undefined {
  const up = words.indexOf("up");
  if (up === -1) return undefined;
  const files = words.slice(0, up).flatMap((word, i) => {
    const [, inline] = /^(?:--file=|-f=?)(.+)$/.exec(word) ?? [];
    return inline ?? (word === "-f" || word === "--file" ? (words[i + 1] ?? []) : []);
  });
  const service = words.slice(up + 1).find((word) => !word.startsWith("-"));
  const file =
    files.length === 0
      ? ""
      : `file: ${files.length === 1 ? yamlText(files[0] ?? "") : `[${files.map(yamlText).join(", ")}]`}, `;
  return {
    program: `${program} up`,
    instead: `service.compose: { ${file}service: ${yamlText(service ?? "…")}, port: … }`,
  };
}

const yamlText = (text: string): string =>
  /^[\w./:$@=…-]+$/.test(text) && !/:$/.test(text) ? text : JSON.stringify(text);
