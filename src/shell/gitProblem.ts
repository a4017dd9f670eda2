import type { MissingBaseCause } from "../model/missingBase.ts";

/** Why git failed. */
export interface GitProblem {
  readonly cause: Exclude<MissingBaseCause, "service">;
  /** HTTP 503 */
  readonly detail: string;
  /** The same command may succeed a moment later. */
  readonly isTransient: boolean;
  /** The filter that could not write a file, such as lfs. */
  readonly filter?: string;
}

/** Reads the problem from git's messages, in English. `reason` is the detail if no more is known. */
export function gitProblem(stderr: string, reason: string): GitProblem {
  const status = /(?:returned error:|RPC failed; HTTP) (\d{3})/.exec(stderr)?.[1];
  const known = rules.find(([messages]) => messages.test(stderr))?.[1];
  const cause = known ?? (status === undefined ? causeOfConnection(stderr) : causeOfStatus(Number(status)));
  const isLocked = /Unable to create '.*\.lock': File exists/.test(stderr);
  const detail = status === undefined ? reason.replace(/^unable to access '.*?': /, "") : `HTTP ${status}`;
  const filter = /smudge filter (.+) failed/.exec(stderr)?.[1];
  return {
    cause,
    detail: withoutEnd(detail),
    isTransient: cause === "unreachable" || isLocked,
    ...(filter === undefined ? {} : { filter }),
  };
}

/** Too many requests, a request that took too long, or a failure of the server. */
function causeOfStatus(status: number): "unreachable" | "credentials" | "other" {
  if (status === 429 || status === 408 || status >= 500) return "unreachable";
  return status === 401 || status === 403 ? "credentials" : "other";
}

/** The first matching rule applies. git, curl, ssh and the TLS libraries wrote these messages. */
const rules: readonly (readonly [messages: RegExp, cause: GitProblem["cause"]])[] = [
  [
    /No space left on device|unable to write file|Disk quota exceeded|Read-only file system|could not create (leading )?director/i,
    "no_space",
  ],
  [/dubious ownership|unsafe repository/, "owner"],
  [/rate limit/i, "unreachable"],
  [
    /could not read (Username|Password)|Authentication failed|terminal prompts disabled|Permission denied \(|Host key verification failed|Repository not found|repository '.*' not found/i,
    "credentials",
  ],
  [
    /couldn't find remote ref|not our ref|unadvertised object|Needed a single revision|unknown revision|bad object/,
    "unknown_commit",
  ],
  [/^fatal: not a git repository/m, "no_repository"],
  [/smudge filter|external filter/, "filter"],
];

const connectionFailures =
  /Could not resolve|name resolution|Failed to connect|Couldn't connect|Could not connect|Connection (was )?(refused|reset|timed out|closed)|(Recv|Send) failure|Empty reply|early EOF|hung up unexpectedly|unexpected disconnect|timed out|Operation too slow|SSL_ERROR_SYSCALL|SSL_connect|gnutls|TLS connection was|HTTP\/2 stream|transfer closed|Network is unreachable|No route to host|kex_exchange_identification|protocol error|bad line length|index-pack|bad pack header|invalid pack|is this a git repository|Internal Server Error|RPC failed|expected flush|unexpected end of/i;

const causeOfConnection = (stderr: string): "unreachable" | "other" =>
  connectionFailures.test(stderr) ? "unreachable" : "other";

const withoutEnd = (text: string): string => text.trim().replace(/[.:;]$/, "");
