import { getOctokit } from "@actions/github";
import { messageOf } from "../model/errors.ts";
import { type Millis, millis } from "../model/unit.ts";
import { type Clock, systemClock } from "../shell/clock.ts";
import { answeredIn, Refusal } from "./apiError.ts";
import { attemptLimitMs, callLimitMs, type Persistence, persistenceOf, type Setback } from "./retry.ts";

export type Api = ReturnType<typeof getOctokit>;

export interface ApiSurroundings {
  /** Where it is not the one that the runner names. */
  readonly baseUrl: string;
  /** Told of every attempt that is repeated. */
  readonly log: (line: string) => void;
  readonly clock: Clock;
  /** The time of day, in ms since 1970. */
  readonly dateMs: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  /** What a single attempt may take. */
  readonly limitMs: Millis;
}

/**
 * GitHub's API for a patient caller: what may pass is tried again, within persistence.ts's limit. Octokit's own plugins for this know no limit in
 * time, or no Retry-After.
 */
export function apiOf(token: string, around: Partial<ApiSurroundings> = {}): Api {
  const { log = () => {}, clock = systemClock, dateMs = Date.now, random = Math.random, baseUrl } = around;
  const { limitMs = attemptLimitMs } = around;
  const api = getOctokit(token, baseUrl === undefined ? {} : { baseUrl: baseUrl.replace(/\/+$/, "") });
  api.hook.wrap("request", async (request, options) => {
    const beganMs = clock.nowMs();
    for (let attempts = 1; ; attempts++) {
      try {
        // Octokit hands its own object to the hooks within this one: another in its place would be ignored.
        options.request = { ...options.request, signal: AbortSignal.timeout(limitMs) };
        return understood(await request(options));
      } catch (error) {
        const setback = setbackOf(error);
        const effort = { attempts, elapsedMs: millis(clock.nowMs() - beganMs), dateMs: dateMs() };
        const persistence = persistenceOf(setback, effort, random());
        if (persistence.kind === "final") throw toldOf(error, persistence);
        const { pauseMs } = persistence;
        const told = setback.status === undefined ? setback.message : `GitHub answered ${setback.status}`;
        log(
          `${options.method} ${URL.parse(options.url)?.pathname ?? options.url}: ${told}; asked again in ${(pauseMs / 1000).toFixed(1)} s`,
        );
        await clock.sleepUntil(millis(clock.nowMs() + pauseMs));
      }
    }
  });
  return api;
}

/** No answer came, or one that is none: a proxy's page under the status of a success, or JSON that breaks off. */
class NoAnswer extends Error {
  override readonly name = "NoAnswer";
}

/** Where there is a body, it is JSON, in which GitHub never answers with a bare text, number or null. */
function understood<T extends { readonly status: number; readonly data: unknown }>(response: T): T {
  const { status, data } = response;
  const isJson = typeof data === "object" && data !== null && !(data instanceof ArrayBuffer);
  if (isJson || status === 204 || status >= 300) return response;
  throw new NoAnswer(`GitHub answered ${status} with something that is not JSON`);
}

function setbackOf(error: unknown): Setback {
  const message = messageOf(error);
  const answered = answeredIn(error);
  return answered === undefined ? { headers: {}, message } : { ...answered, message };
}

/** In words of one line, with what there is to be done about it. Without an answer there is no status. */
function toldOf(error: unknown, { untilMs }: Extract<Persistence, { kind: "final" }>): Error {
  const answered = answeredIn(error);
  if (answered === undefined) return new NoAnswer(messageOf(error), { cause: error });
  const until = untilMs === undefined ? "" : new Date(untilMs).toISOString().slice(11, 16);
  const longer = `longer than the ${callLimitMs / 1000} s that a call may take`;
  const advice = until === "" ? "" : `; it wants to be asked again from ${until} UTC on, ${longer}`;
  const { request } = error instanceof Error && "request" in error ? error : { request: undefined };
  return new Refusal(answered, request, advice, error);
}
