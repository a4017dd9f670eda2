import type { Session, Step, WireRequest, WireResponse } from "../../model/http.ts";
import type { Expectations, RequestSpec } from "../../model/plan.ts";
import { type Millis, millis } from "../../model/unit.ts";
import { withDefaultHeaders } from "../../util/defaultHeaders.ts";
import { type BodyContent, compileBody } from "./body.ts";
import { matcher, responseChecks, statusCheck } from "./checks.ts";
import { plainEncoding } from "./encoding.ts";
import { createExtractors } from "./extract.ts";
import { requestTarget } from "./requestTarget.ts";
import { ResponseBody } from "./responseBody.ts";
import { RenderFailure, renderText } from "./templateText.ts";
import { compileText, type ValueSources } from "./templateValues.ts";

export interface StepOptions {
  /** Index among the stream's names. -1 if the step is not counted. */
  readonly nameIndex: number;
  /** Stores the response's cookies for later steps. */
  readonly keepsCookies: boolean;
}

/** Compiles a request of the plan. The step can then be rendered for many sessions. */
export function createStep(spec: RequestSpec, { nameIndex, keepsCookies }: StepOptions, sources: ValueSources): Step {
  const storesCookies = keepsCookies || Object.values(spec.extract).some(({ kind }) => kind === "cookie");
  const hasOwnCookie = Object.keys(spec.headers).some((name) => name.toLowerCase() === "cookie");
  return {
    nameIndex,
    render: createRenderer(spec, requestOptions(spec, storesCookies), sources),
    redirect: (request, session) => (hasOwnCookie ? request : withCookies(withoutCookies(request), session)),
    ...createChecker(spec, storesCookies),
    thinkTimeMs: createThinkTime(spec, sources),
  };
}

type RequestOptions = Pick<WireRequest, "keep" | "keepsTrailers" | "stream" | "timeoutMs">;

/** How the client reads the response. */
function requestOptions(spec: RequestSpec, storesCookies: boolean): RequestOptions {
  const { until, timeoutMs } = spec.stream ?? {};
  return {
    keep: partsToKeep(spec, storesCookies),
    ...(readsTrailers(spec) ? { keepsTrailers: true } : {}),
    ...(spec.stream === undefined ? {} : { stream: until === undefined ? {} : { until: matcher(until) } }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  };
}

const readsTrailers = ({ expect: { trailers = {} } }: RequestSpec): boolean => Object.keys(trailers).length > 0;

/** The parts of the response that checks, extractions and cookies need. */
function partsToKeep({ expect, extract }: RequestSpec, keepsCookies: boolean): WireRequest["keep"] {
  const kinds = Object.values(extract).map(({ kind }) => kind);
  const readsBody = expect.body !== undefined || Object.keys(expect.json).length > 0;
  if (readsBody || kinds.includes("json") || kinds.includes("regex")) return "body";
  return keepsCookies || kinds.length > 0 || Object.keys(expect.headers).length > 0 ? "headers" : "nothing";
}

/** Without templates, the renderer always gives the same object. Clients then serialize it only once. */
function createRenderer(spec: RequestSpec, options: RequestOptions, sources: ValueSources): Step["render"] {
  const path = requestTarget(spec.path, sources);
  const { content, contentType } = spec.body === undefined ? {} : compileBody(spec.body, sources);
  const headers = compileHeaders(spec, contentType, sources);
  const { method } = spec;
  const toRequest = (
    target: string,
    headerList: readonly string[],
    body: string | Uint8Array | undefined,
  ): WireRequest =>
    body === undefined
      ? { method, path: target, headers: headerList, ...options }
      : { method, path: target, headers: headerList, body, ...options };
  const constant =
    typeof path === "string" && typeof headers !== "function" && typeof content !== "function"
      ? toRequest(path, headers, content)
      : undefined;
  return (session) => {
    if (constant !== undefined) return withCookies(constant, session);
    const target = renderText(path, session);
    if (target instanceof RenderFailure) return target.failure;
    const headerList = typeof headers === "function" ? headers(session) : headers;
    if (headerList instanceof RenderFailure) return headerList.failure;
    const body = renderBody(content, session);
    return body instanceof RenderFailure ? body.failure : withCookies(toRequest(target, headerList, body), session);
  };
}

function renderBody(
  content: BodyContent | undefined,
  session: Session,
): string | Uint8Array | RenderFailure | undefined {
  return typeof content === "function" ? content(session) : content;
}

/** A cookie header in the configuration replaces the session's cookies. */
function withCookies(request: WireRequest, { cookies }: Session): WireRequest {
  const cookie = cookies.headerFor(request.path);
  if (cookie === undefined || request.headers.some((name, i) => i % 2 === 0 && name.toLowerCase() === "cookie")) {
    return request;
  }
  return { ...request, headers: [...request.headers, "cookie", cookie] };
}

function withoutCookies(request: WireRequest): WireRequest {
  const isCookie = (i: number) => request.headers[i - (i % 2)]?.toLowerCase() === "cookie";
  return { ...request, headers: request.headers.filter((_, i) => !isCookie(i)) };
}

/** Name, value, name, value, ... or a function that renders them. */
type HeaderList = readonly string[] | ((session: Session) => readonly string[] | RenderFailure);

function compileHeaders(spec: RequestSpec, contentType: string | undefined, sources: ValueSources): HeaderList {
  const { headers } = spec;
  const hasContentType = Object.keys(headers).some((name) => name.toLowerCase() === "content-type");
  const allHeaders =
    contentType === undefined || hasContentType ? headers : { "content-type": contentType, ...headers };
  const entries = Object.entries(withDefaultHeaders({ ...addedHeaders(spec), ...allHeaders })).map(([name, text]) => ({
    name,
    text: compileText(text, plainEncoding, sources),
    illegalValue: new RenderFailure(`header ${name} cannot be sent`),
  }));
  const constants = entries.flatMap(({ name, text }) => (typeof text === "string" ? [name, text] : []));
  if (constants.length === 2 * entries.length) return constants;
  return (session) => {
    const headerList: string[] = [];
    for (const { name, text, illegalValue } of entries) {
      const value = renderText(text, session);
      if (value instanceof RenderFailure) return value;
      if (/[^\t\x20-\x7e\x80-\xff]/.test(value)) return illegalValue;
      headerList.push(name, value);
    }
    return headerList;
  };
}

/** A stream is searched while it comes, so it must not be compressed. Servers send trailers only if they are asked to. */
function addedHeaders(spec: RequestSpec): Readonly<Record<string, string>> {
  const names = Object.keys(spec.headers).map((name) => name.toLowerCase());
  const added = {
    ...(spec.stream === undefined ? {} : { "accept-encoding": "" }),
    ...(readsTrailers(spec) ? { te: "trailers" } : {}),
  };
  return Object.fromEntries(Object.entries(added).filter(([name]) => !names.includes(name)));
}

/** Checks status, headers, body, JSON and latency, then extracts values. The first failure names the result. */
function createChecker(
  { expect, extract, stream }: RequestSpec,
  storesCookies: boolean,
): Pick<Step, "check" | "actual"> {
  const failureIn = responseFailure(statusCheck(expect), stream);
  const checks = responseChecks(expect);
  const extractors = createExtractors(extract);
  const { limitMs, tooSlow } = latencyLimit(expect);
  const readsResponse = checks.length > 0 || extractors.length > 0;
  const check: Step["check"] = (response, latencyMs, session, path) => {
    if (storesCookies) session.cookies.store(response.headers, path);
    const failure = failureIn(response);
    if (failure !== undefined) return failure;
    if (!readsResponse) return latencyMs > limitMs ? tooSlow : "ok";
    const body = new ResponseBody(response);
    const unexpected = checks.find((each) => !each.passes(response, body));
    if (unexpected !== undefined) return unexpected.failure;
    if (latencyMs > limitMs) return tooSlow;
    return firstFailure(extractors, (extract) => extract(response, body, session)) ?? "ok";
  };
  const actual: Step["actual"] = (response, failure) => {
    const body = new ResponseBody(response);
    return checks.find((each) => each.failure === failure)?.actual(response, body);
  };
  return { check, actual };
}

/** Gives the failure's name if the status is unexpected, or the body is not all that there should be. */
function responseFailure(isExpectedStatus: (status: number) => boolean, stream: RequestSpec["stream"]) {
  const mustFindUntil = stream?.until !== undefined;
  return ({ status, foundUntil, bodyFailure }: WireResponse): string | undefined => {
    if (!isExpectedStatus(status)) return `status ${status}`;
    return mustFindUntil && foundUntil !== true ? "stream ended without stream.until" : bodyFailure;
  };
}

function firstFailure<T>(items: readonly T[], failureOf: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const failure = failureOf(item);
    if (failure !== undefined) return failure;
  }
  return undefined;
}

function latencyLimit({ latencyMs }: Expectations): { readonly limitMs: Millis; readonly tooSlow: string } {
  return { limitMs: latencyMs ?? millis(Number.POSITIVE_INFINITY), tooSlow: `slower than ${latencyMs} ms` };
}

function createThinkTime({ thinkTimeMs: { fromMs, toMs } }: RequestSpec, sources: ValueSources): Step["thinkTimeMs"] {
  if (fromMs === toMs) return () => fromMs;
  const uniform = sources.uniform();
  return (session) => millis(fromMs + uniform(session) * (toMs - fromMs));
}
