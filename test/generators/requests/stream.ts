import { parseConfig } from "../../../src/config/parse.ts";
import type { FileReader } from "../../../src/config/referencedFiles.ts";
import { requestStream } from "../../../src/generators/requests/requestStream.ts";
import type { RequestStream, Session, Step, WireRequest, WireResponse } from "../../../src/model/http.ts";

const encoder = new TextEncoder();
export const people = ["name,id", ...Array.from({ length: 10 }, (_, i) => `person ${i},${i}`)].join("\n");

const items = '{"n":9007199254740993,"s":"7","on":true,"list":[1],"no":null}';

const files: FileReader = (path) => {
  if (path === "people.csv") return { kind: "bytes", bytes: encoder.encode(people) };
  if (path === "items.jsonl") return { kind: "bytes", bytes: encoder.encode(items) };
  if (path === "photo.bin") return { kind: "bytes", bytes: new Uint8Array([0, 255, 10]) };
  return { kind: "missing" };
};

/** The request stream of a scenario with these requests and other keys. */
export function streamOf(
  requests: readonly unknown[],
  scenarioKeys: Readonly<Record<string, unknown>> = {},
  { seed = 5, usersReturn = false, defaultHeaders = "left out", isTraced = false } = {},
): RequestStream {
  const phases = [{ pattern: "constant", rate: "10/s", duration: "30s" }];
  const file = {
    version: 1,
    target: "http://127.0.0.1:8080",
    headers: defaultHeaders === "sent" ? {} : { "user-agent": null, accept: null, "accept-encoding": null },
    scenarios: { shop: { phases, ...scenarioKeys, requests } },
  };
  // JSON is YAML.
  const [scenario] = parseConfig(JSON.stringify(file), "loadgate.yml", {}, files).plan.scenarios;
  // Specs are cloned when they cross to the worker threads.
  return requestStream(structuredClone({ kind: "requests", seed, usersReturn, isTraced, ...scenario }));
}

export function stepIn(stream: RequestStream, iteration: number, index = 0): Step {
  const step = stream.flows[stream.flowIndexOf(iteration)]?.steps[index];
  if (step === undefined) throw new Error(`no step ${index} in iteration ${iteration}`);
  return step;
}

/** The first request of the iteration, or the failure's name. */
export function renderIn(stream: RequestStream, iteration: number): WireRequest | string {
  return stepIn(stream, iteration).render(stream.startSession(iteration, stream.newCookies()));
}

export function renderRequest(
  requests: readonly unknown[],
  iteration = 0,
  scenarioKeys: Readonly<Record<string, unknown>> = {},
): WireRequest {
  const request = renderIn(streamOf(requests, scenarioKeys), iteration);
  if (typeof request === "string") throw new Error(request);
  return request;
}

export function fakeResponse(body = "", headers: readonly string[] = [], status = 200): WireResponse {
  return { status, headers, body: encoder.encode(body) };
}

/** Runs the iteration's flow. Gives each step's request, and the outcome of its response. */
export function runFlow(
  stream: RequestStream,
  iteration: number,
  responses: readonly WireResponse[],
): readonly { readonly request: WireRequest | string; readonly outcome: string }[] {
  const session: Session = stream.startSession(iteration, stream.newCookies());
  const { steps } = stream.flows[stream.flowIndexOf(iteration)] ?? { steps: [] };
  return steps.map((step, i) => {
    const request = step.render(session);
    return { request, outcome: step.check(responses[i] ?? fakeResponse(), 1, session, pathOf(request)) };
  });
}

const pathOf = (request: WireRequest | string): string => (typeof request === "string" ? "/" : request.path);
