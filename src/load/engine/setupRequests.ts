import type {
  Destination,
  RequestStream,
  Session,
  SetupResult,
  Step,
  WireRequest,
  WireResponse,
} from "../../model/http.ts";
import type { RequestSpec } from "../../model/plan.ts";
import { type Millis, millis } from "../../model/unit.ts";
import { failureAdvice } from "../../wording/failureText.ts";
import type { Client, Exchange } from "../http/client.ts";
import { decodeContent } from "../http/contentEncoding.ts";
import { isRedirect, redirectWithCookies } from "../http/redirect.ts";

/** The service failed a step of setup or teardown. */
export class SetupFailed extends Error {
  override readonly name = "SetupFailed";
  /** Such as "setup[0], POST /login". */
  readonly step: string;
  /** Such as "status 503". */
  readonly outcome: string;
  /** The beginning of the response's body. Absent if it is empty, or no text. */
  readonly body: string | undefined;

  constructor(step: string, outcome: string, body?: string) {
    const advice = failureAdvice(outcome);
    super(`${step}: ${outcome}${advice === undefined ? "" : `: ${advice}`}`);
    this.step = step;
    this.outcome = outcome;
    this.body = body;
  }
}

interface SetupTarget {
  readonly client: Client;
  readonly stream: RequestStream;
  readonly spec: Readonly<Record<"setup" | "teardown", readonly Pick<RequestSpec, "name">[]>>;
  readonly destination: Pick<Destination, "origin" | "redirects">;
}

/** Sends the steps one after another in one session, unmeasured. Throws SetupFailed at the first step that fails. */
export async function sendSetupRequests(
  key: "setup" | "teardown",
  target: SetupTarget,
  { nowMs }: { nowMs(): Millis },
): Promise<SetupResult> {
  const { stream, spec } = target;
  const session = stream.startSession(0, stream.newCookies());
  for (const [i, step] of stream[key].entries()) {
    const { outcome, response } = await resultOf(step, session, target, nowMs);
    if (outcome === "ok") continue;
    const name = `${key}[${i}], ${spec[key][i]?.name ?? "of the generator"}`;
    throw new SetupFailed(name, outcome, response && beginningOf(response.body));
  }
  return { values: session.values, cookies: session.cookies.all };
}

/** Characters of a body that an error message quotes. */
const longestBody = 200;

/** The beginning of a text on one line; `undefined` if there is none. */
function beginningOf(body: Uint8Array): string | undefined {
  const text = new TextDecoder().decode(body.subarray(0, 4 * longestBody));
  if (text.includes("\u0000")) return undefined;
  const line = text.replace(/[\s\p{C}]+/gu, " ").trim();
  if (line === "") return undefined;
  return line.length > longestBody ? `${line.slice(0, longestBody)}…` : line;
}

async function resultOf(
  step: Step,
  session: Session,
  { client, destination: { origin, redirects } }: SetupTarget,
  nowMs: () => Millis,
): Promise<{ readonly outcome: string; readonly response?: WireResponse }> {
  const startMs = nowMs();
  let request = step.render(session);
  for (let redirectsLeft = redirects; ; redirectsLeft--) {
    if (typeof request === "string") return { outcome: request };
    // The body of a failure helps to find its cause.
    const { failure, response, doneMs } = await exchangeOf(client, { ...request, keep: "body" }, startMs);
    if (failure !== undefined) return { outcome: failure };
    if (redirects === 0 || !isRedirect(response)) {
      const decoded = decodeContent(response);
      return {
        outcome: step.check(decoded, millis(doneMs - startMs), session, request.path),
        response: decoded,
      };
    }
    if (redirectsLeft === 0) return { outcome: "too many redirects" };
    request = redirectWithCookies({ step, session, request, origin }, response);
  }
}

interface Finished {
  readonly failure: string | undefined;
  readonly response: WireResponse;
  readonly doneMs: Millis;
}

function exchangeOf(client: Client, request: WireRequest, startMs: Millis): Promise<Finished> {
  return new Promise((resolve) => {
    const exchange: Exchange = {
      sentMs: startMs,
      doneMs: startMs,
      firstByteMs: startMs,
      largestGapMs: millis(0),
      bodyBytes: 0,
      contentType: undefined,
      hadDelayedAck: false,
      finish: (failure, response) => resolve({ failure, response, doneMs: exchange.doneMs }),
    };
    client.send(request, exchange);
  });
}
