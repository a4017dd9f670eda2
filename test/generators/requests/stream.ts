import { parseConfig } from "../../../src/config/parse.ts";
import type { Files } from "../../../src/config/referencedFiles.ts";
import { requestStream } from "../../../src/generators/requests/requestStream.ts";
import type { RequestStream, Step, Visit, WireAnswer, WireRequest } from "../../../src/model/http.ts";

const encoder = new TextEncoder();
export const people = ["name,id", ...Array.from({ length: 10 }, (_, i) => `person ${i},${i}`)].join("\n");

const files: Files = (path) => {
  if (path === "people.csv") return { kind: "bytes", bytes: encoder.encode(people) };
  if (path === "photo.bin") return { kind: "bytes", bytes: new Uint8Array([0, 255, 10]) };
  return { kind: "missing" };
};

/** The stream of a scenario with these requests; `more` are lines of the scenario. */
export function streamOf(
  requests: readonly unknown[],
  more: Readonly<Record<string, unknown>> = {},
  { seed = 5, usersReturn = false } = {},
): RequestStream {
  const phases = [{ pattern: "constant", rate: "10/s", duration: "30s" }];
  const file = { version: 1, target: "http://127.0.0.1:8080", scenarios: { shop: { phases, ...more, requests } } };
  // JSON is YAML.
  const [scenario] = parseConfig(JSON.stringify(file), "loadgate.yml", {}, () => [], files).plan.scenarios;
  // As it crosses to the workers.
  return requestStream(structuredClone({ seed, usersReturn, ...scenario }));
}

export function stepIn(stream: RequestStream, turn: number, index = 0): Step {
  const step = stream.journeys[stream.journeyOf(turn)]?.steps[index];
  if (step === undefined) throw new Error(`no step ${index} in turn ${turn}`);
  return step;
}

/** What the first step of the turn sends, or the failure's name. */
export function sentIn(stream: RequestStream, turn: number): WireRequest | string {
  return stepIn(stream, turn).render(stream.visit(turn, stream.newCookies()));
}

export function sent(
  requests: readonly unknown[],
  turn = 0,
  more: Readonly<Record<string, unknown>> = {},
): WireRequest {
  const request = sentIn(streamOf(requests, more), turn);
  if (typeof request === "string") throw new Error(request);
  return request;
}

export function answer(body = "", headers: readonly string[] = [], status = 200): WireAnswer {
  return { status, headers, body: encoder.encode(body) };
}

/** All steps of a turn's flow, each answered by what `answers` gives: what was sent, and how it was judged. */
export function played(
  stream: RequestStream,
  turn: number,
  answers: readonly WireAnswer[],
): readonly { readonly sent: WireRequest | string; readonly outcome: string }[] {
  const visit: Visit = stream.visit(turn, stream.newCookies());
  const { steps } = stream.journeys[stream.journeyOf(turn)] ?? { steps: [] };
  return steps.map((step, i) => ({
    sent: step.render(visit),
    outcome: step.judge(answers[i] ?? answer(), 1, visit),
  }));
}
