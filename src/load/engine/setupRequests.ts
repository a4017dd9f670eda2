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
import { isRedirect, keepHeaders, redirectWithCookies } from "../http/redirect.ts";

/** The service failed a step of setup or teardown. */
export class SetupFailed extends Error {
  override readonly name = "SetupFailed";
  /** Such as "setup[0], POST /login". */
  readonly step: string;
  /** Such as "status 503". */
  readonly outcome: string;

  constructor(step: string, outcome: string) {
    const advice = failureAdvice(outcome);
    super(`${step}: ${outcome}${advice === undefined ? "" : `: ${advice}`}`);
    this.step = step;
    this.outcome = outcome;
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
    const outcome = await outcomeOf(step, session, target, nowMs);
    if (outcome === "ok") continue;
    throw new SetupFailed(`${key}[${i}], ${spec[key][i]?.name ?? "of the generator"}`, outcome);
  }
  return { values: session.values, cookies: session.cookies.all };
}

async function outcomeOf(
  step: Step,
  session: Session,
  { client, destination: { origin, redirects } }: SetupTarget,
  nowMs: () => Millis,
): Promise<string> {
  const startMs = nowMs();
  let request = step.render(session);
  for (let redirectsLeft = redirects; ; redirectsLeft--) {
    if (typeof request === "string") return request;
    const { failure, response, doneMs } = await exchangeOf(
      client,
      redirects > 0 ? keepHeaders(request) : request,
      startMs,
    );
    if (failure !== undefined) return failure;
    if (redirects === 0 || !isRedirect(response)) {
      const decoded = request.keep === "body" ? decodeContent(response) : response;
      return step.check(decoded, millis(doneMs - startMs), session, request.path);
    }
    if (redirectsLeft === 0) return "too many redirects";
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
