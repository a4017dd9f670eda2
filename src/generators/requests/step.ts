import type { Step, Visit, WireAnswer, WireRequest } from "../../model/http.ts";
import type { Expectations, RequestSpec } from "../../model/plan.ts";
import { type Millis, millis } from "../../model/unit.ts";
import { headerOf } from "../../util/headers.ts";
import { bodyOf, type Content } from "./body.ts";
import { checksOf, statusCheck } from "./checks.ts";
import { plainEncoding } from "./encoding.ts";
import { extractorsOf } from "./extract.ts";
import { targetText } from "./requestTarget.ts";
import { AnswerBody } from "./responseBody.ts";
import { Fault, type Text, textFor } from "./templateText.ts";
import { type Sources, templateText } from "./templateValues.ts";

export interface Place {
  /** Index among the stream's names, -1 where nothing is counted. */
  readonly name: number;
  /** Whether what the answer's set-cookie headers say is kept for later steps. */
  readonly keepsCookies: boolean;
}

/** A request of the plan, ready to be made for one visit after another. */
export function stepOf(spec: RequestSpec, { name, keepsCookies }: Place, sources: Sources): Step {
  const path = targetText(spec.path, sources);
  return {
    name,
    render: renderer(spec, path, keepOf(spec, keepsCookies), sources),
    judge: judgeOf(spec, keepsCookies ? path : undefined),
    thinkTimeMs: pause(spec, sources),
  };
}

function keepOf({ expect, extract }: RequestSpec, keepsCookies: boolean): WireRequest["keep"] {
  const kinds = Object.values(extract).map(({ kind }) => kind);
  const readsBody = expect.body !== undefined || Object.keys(expect.json).length > 0;
  if (readsBody || kinds.includes("json") || kinds.includes("regex")) return "body";
  return keepsCookies || kinds.length > 0 || Object.keys(expect.headers).length > 0 ? "headers" : "nothing";
}

function renderer(spec: RequestSpec, path: Text, keep: WireRequest["keep"], sources: Sources): Step["render"] {
  const { content, contentType } = spec.body === undefined ? {} : bodyOf(spec.body, sources);
  const headers = headersOf(spec, contentType, sources);
  const { method } = spec;
  const made = (target: string, lines: readonly string[], body: string | Uint8Array | undefined): WireRequest =>
    body === undefined
      ? { method, path: target, headers: lines, keep }
      : { method, path: target, headers: lines, body, keep };
  const fixed =
    typeof path === "string" && typeof headers !== "function" && typeof content !== "function"
      ? made(path, headers, content)
      : undefined;
  return (visit) => {
    if (fixed !== undefined) return withCookies(fixed, visit);
    const target = textFor(path, visit);
    if (target instanceof Fault) return target.failure;
    const lines = typeof headers === "function" ? headers(visit) : headers;
    if (lines instanceof Fault) return lines.failure;
    const body = contentFor(content, visit);
    return body instanceof Fault ? body.failure : withCookies(made(target, lines, body), visit);
  };
}

function contentFor(content: Content | undefined, visit: Visit): string | Uint8Array | Fault | undefined {
  return typeof content === "function" ? content(visit) : content;
}

/** A cookie header of the request's own stands alone. */
function withCookies(request: WireRequest, { cookies }: Visit): WireRequest {
  const cookie = cookies.headerFor(request.path);
  if (cookie === undefined || request.headers.some((name, i) => i % 2 === 0 && name.toLowerCase() === "cookie")) {
    return request;
  }
  return { ...request, headers: [...request.headers, "cookie", cookie] };
}

type Lines = readonly string[] | ((visit: Visit) => readonly string[] | Fault);

function headersOf({ headers }: RequestSpec, contentType: string | undefined, sources: Sources): Lines {
  const isTyped = Object.keys(headers).some((name) => name.toLowerCase() === "content-type");
  const typed = contentType === undefined || isTyped ? headers : { "content-type": contentType, ...headers };
  const texts = Object.entries(typed).map(([name, text]) => ({
    name,
    text: templateText(text, plainEncoding, sources),
    illegal: new Fault(`header ${name} cannot be sent`),
  }));
  const lines = texts.flatMap(({ name, text }) => (typeof text === "string" ? [name, text] : []));
  if (lines.length === 2 * texts.length) return lines;
  return (visit) => {
    const made: string[] = [];
    for (const { name, text, illegal } of texts) {
      const value = textFor(text, visit);
      if (value instanceof Fault) return value;
      if (/[^\t\x20-\x7e\x80-\xff]/.test(value)) return illegal;
      made.push(name, value);
    }
    return made;
  };
}

/** Status, headers, body, JSON, latency, and at last what is to be extracted: the first that fails names the failure. */
function judgeOf({ expect, extract }: RequestSpec, cookiePath: Text | undefined): Step["judge"] {
  const isExpected = statusCheck(expect);
  const checks = checksOf(expect);
  const extractors = extractorsOf(extract);
  const { limitMs, tooSlow } = latencyLimit(expect);
  const looksInside = checks.length > 0 || extractors.length > 0;
  return (answer, latencyMs, visit) => {
    if (cookiePath !== undefined) storeCookies(answer, cookiePath, visit);
    if (!isExpected(answer.status)) return `status ${answer.status}`;
    if (!looksInside) return latencyMs > limitMs ? tooSlow : "ok";
    const body = new AnswerBody(answer);
    const unexpected = firstOf(checks, (check) => check(answer, body));
    if (unexpected !== undefined) return unexpected;
    if (latencyMs > limitMs) return tooSlow;
    return firstOf(extractors, (extract) => extract(answer, body, visit)) ?? "ok";
  };
}

function firstOf<T>(items: readonly T[], failureOf: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const failure = failureOf(item);
    if (failure !== undefined) return failure;
  }
  return undefined;
}

function storeCookies(answer: WireAnswer, path: Text, visit: Visit): void {
  if (headerOf(answer.headers, "set-cookie") === undefined) return;
  const target = textFor(path, visit);
  if (typeof target === "string") visit.cookies.store(answer.headers, target);
}

function latencyLimit({ latencyMs }: Expectations): { readonly limitMs: Millis; readonly tooSlow: string } {
  return { limitMs: latencyMs ?? millis(Number.POSITIVE_INFINITY), tooSlow: `slower than ${latencyMs} ms` };
}

function pause({ thinkTimeMs: { fromMs, toMs } }: RequestSpec, sources: Sources): Step["thinkTimeMs"] {
  if (fromMs === toMs) return () => fromMs;
  const chance = sources.chance();
  return (visit) => millis(fromMs + chance(visit) * (toMs - fromMs));
}
