import type { Given, RequestStream, Step, StreamSpec, Visit, WireAnswer } from "../../model/http.ts";
import { type Millis, millis } from "../../model/unit.ts";
import type { Client, Exchange } from "../http/client.ts";

/** The service did not do what setup or teardown wants of it. */
export class Refused extends Error {
  override readonly name = "Refused";
}

interface Asked {
  readonly client: Client;
  readonly stream: RequestStream;
  readonly spec: Pick<StreamSpec, "setup" | "teardown">;
}

interface Asked {
  readonly client: Client;
  readonly stream: RequestStream;
  readonly spec: Pick<StreamSpec, "setup" | "teardown">;
}

/** Sends the steps one after another, as one visit, not measured. Throws Refused at the first that fails. */
export async function inTurn(
  what: "setup" | "teardown",
  { stream, client, spec }: Asked,
  { nowMs }: { nowMs(): Millis },
): Promise<Given> {
  const visit = stream.visit(0, stream.newCookies());
  for (const [i, step] of stream[what].entries()) {
    const outcome = await outcomeOf(step, visit, client, nowMs);
    if (outcome !== "ok") throw new Refused(`${what}[${i}], ${spec[what][i]?.name}: ${outcome}`);
  }
  return { values: visit.values, cookies: visit.cookies.all };
}

async function outcomeOf(step: Step, visit: Visit, client: Client, nowMs: () => Millis): Promise<string> {
  const request = step.render(visit);
  if (typeof request === "string") return request;
  const beganMs = nowMs();
  return await new Promise((resolve) => {
    const exchange: Exchange = {
      sentMs: beganMs,
      doneMs: beganMs,
      awaitedAck: false,
      settled: (failure: string | undefined, answer: WireAnswer) =>
        resolve(failure ?? step.judge(answer, millis(exchange.doneMs - beganMs), visit)),
    };
    client.send(request, exchange);
  });
}
