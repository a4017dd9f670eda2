import { omitUndefined } from "../../util/omitUndefined.ts";
import { composeLine, containerLine } from "./containerLine.ts";

/** A shell command that starts containers, and the lines of loadgate.yml that do the same. */
export interface ContainerCommand {
  /** docker run, or docker compose up. */
  readonly program: string;
  readonly instead: string;
  /** Of docker compose up. It takes the project's name from COMPOSE_PROJECT_NAME. */
  readonly compose?: ComposeUp;
  /** Why nothing of it can be on PORT. Absent if it may be. */
  readonly unseen?: "detached" | "without_port";
}

export interface ComposeUp {
  /** The words that print the compose file: docker compose -f ci.yml config. */
  readonly config: readonly string[];
  readonly files: readonly string[];
  readonly service?: string;
}

/**
 * Understands `docker run …` and `docker compose up …` as people write them. `undefined` for other commands. `hasBuild`:
 * service.build can make the image for each arm.
 */
export function containerCommand(command: string, hasBuild: boolean): ContainerCommand | undefined {
  const all = wordsOf(command);
  // What follows it may keep the command in the foreground.
  const end = all.findIndex((word) => /^[;&|]+$|;$/.test(word));
  const words = end === -1 ? all : all.slice(0, end);
  const at = words.findIndex((word) => /(^|\/)(docker|podman|docker-compose|podman-compose)$/.test(word));
  // Only an environment, exec or sudo may come before: another program decides for itself what it starts.
  if (at === -1 || !words.slice(0, at).every((word) => /^(exec|sudo|env|time|\w+=.*|-\w+)$/.test(word)))
    return undefined;
  const started = startedBy(words.slice(at), hasBuild);
  if (started === undefined) return undefined;
  const { isDetached, ...found } = started;
  if (isDetached && end === -1) return { ...found, unseen: "detached" };
  // The compose file may have PORT.
  return found.compose !== undefined || /\bPORT\b/.test(command) ? found : { ...found, unseen: "without_port" };
}

type Started = ContainerCommand & { readonly isDetached: boolean };

function startedBy([engine = "", ...words]: readonly string[], hasBuild: boolean): Started | undefined {
  const [first, ...rest] = words;
  if (engine.endsWith("-compose")) return composeCommand(words, [engine]);
  if (first === "compose") return composeCommand(rest, [engine, first]);
  if (first === "container" && rest[0] === "run") return runCommand(rest.slice(1), `${engine} run`, hasBuild);
  return first === "run" ? runCommand(rest, `${engine} run`, hasBuild) : undefined;
}

/** The words of a simple shell command. Quotes are removed, variables stay. */
function wordsOf(command: string): readonly string[] {
  const joined = command.trim().replaceAll(/\\\n/g, " ");
  const words = joined.match(/(?:"(?:\\.|[^"])*"|'[^']*'|[^\s"'])+/g) ?? [];
  return words.map((word) => word.replaceAll(/"((?:\\.|[^"])*)"|'([^']*)'/g, "$1$2"));
}

/** Options of `docker run` without a value. All others have one, in the same word or the next. */
const flags =
  /^(-[dPit]+|--(detach|rm|init|interactive|tty|privileged|publish-all|read-only|no-healthcheck|sig-proxy|oom-kill-disable|quiet))(=.*)?$/;

function runCommand(words: readonly string[], program: string, hasBuild: boolean): Started | undefined {
  const options: (readonly [name: string, value: string])[] = [];
  let isDetached = false;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? "";
    if (!word.startsWith("-")) {
      const instead = containerLine({ image: word, args: words.slice(i + 1), options, hasBuild });
      return { program, instead, isDetached };
    }
    isDetached ||= /^(-[Pit]*d|--detach(=true)?$)/.test(word);
    if (flags.test(word)) continue;
    // Letters may share one dash; only the last of them has a value: -dp 80:80
    const [, name = word, inline] = /^(--[\w-]+)=(.*)$/s.exec(word) ?? /^-[dPit]*([a-zA-Z])(.+)?$/s.exec(word) ?? [];
    options.push([name.replace(/^(?=\w$)/, "-"), inline ?? words[++i] ?? ""]);
  }
  return undefined;
}

function composeCommand(words: readonly string[], program: readonly string[]): Started | undefined {
  const up = words.indexOf("up");
  if (up === -1) return undefined;
  const files = words.slice(0, up).flatMap((word, i) => {
    const [, inline] = /^(?:--file=|-f=?)(.+)$/.exec(word) ?? [];
    return inline ?? (word === "-f" || word === "--file" ? (words[i + 1] ?? []) : []);
  });
  const options = words.slice(up + 1);
  const service = options.find((word) => !word.startsWith("-"));
  const isDetached = options.some((word) => /^(-d|--detach|--wait)$/.test(word));
  return {
    program: `${program.join(" ")} up`,
    instead: composeLine(files, service),
    compose: { config: [...program, ...words.slice(0, up), "config"], files, ...omitUndefined({ service }) },
    isDetached,
  };
}
