import type { Flow, Plan, RequestSpec, Scenario } from "../model/plan.ts";
import { type TemplatePart, templateParts } from "../model/template.ts";
import { shortestPart, shortestSecret } from "../util/mask.ts";
import { type Contradiction, nearest, when } from "./problem.ts";
import { distinct } from "./request.ts";

/** Headers that carry credentials, whatever they are called besides. */
const always = ["authorization", "proxy-authorization", "cookie", "x-api-key"];

/** What requests send in headers of these names, or of those that always carry credentials. */
export function headerSecrets(names: readonly string[], scenarios: readonly Scenario[]): readonly string[] {
  const secret = new Set([...always, ...names.map((name) => name.toLowerCase())]);
  const values = headersOf(scenarios).flatMap(([name, text]) => {
    if (!secret.has(name.toLowerCase())) return [];
    return name.toLowerCase() === "cookie" ? inCookies(text) : inValue(templateParts(text));
  });
  return [...new Set(values)].filter((value) => value.length >= shortestSecret);
}

/**
 * The plan, in which neither requests' names nor what is told of the load by key tell a secret, not even by a hash that could be
 * guessed. Names that only their secrets told apart are told apart by number.
 */
export function withoutToldSecrets(
  { scenarios: [first, ...others], ...plan }: Plan,
  hide: (text: string) => string,
): Plan {
  const shown = (scenario: Scenario): Scenario => {
    const { written, flows } = scenario;
    const named = (step: RequestSpec) => ({ ...step, name: hide(step.name) });
    const renamed = flows.map(({ steps: [one, ...more], ...flow }): Flow => {
      return { ...flow, steps: [named(one), ...more.map(named)] };
    });
    const values = Object.entries(written).map(([key, value]) => [
      key,
      typeof value === "string" ? hide(value) : value,
    ]);
    return { ...scenario, flows: distinct(renamed), written: Object.fromEntries(values) };
  };
  return { ...plan, scenarios: [shown(first), ...others.map(shown)] };
}

/** A name that no request sends, and that looks like a slip of the hand. */
export function secretProblems(names: readonly string[], scenarios: readonly Scenario[]): readonly Contradiction[] {
  const sent = [...new Set(headersOf(scenarios).map(([name]) => name))];
  const known = new Set([...always, ...sent.map((name) => name.toLowerCase())]);
  return names.flatMap((name, i) => {
    const meant = known.has(name.toLowerCase()) ? undefined : nearest(name, sent);
    const wanted = `no request sends a header ${name}; did you mean ${meant}?`;
    return when(meant !== undefined, ["secrets", i], wanted);
  });
}

function headersOf(scenarios: readonly Scenario[]): readonly (readonly [name: string, text: string])[] {
  const requests = scenarios.flatMap(({ setup, flows, teardown }): readonly RequestSpec[] => {
    return [...setup, ...flows.flatMap(({ steps }) => steps), ...teardown];
  });
  return requests.flatMap(({ headers }) => Object.entries(headers));
}

/** Bearer abc -> that, and abc; of a text that is filled in anew for each request, what always stands in it. */
function inValue(parts: readonly TemplatePart[]): readonly string[] {
  const literals = parts.flatMap((part) => (part.kind === "text" ? [part.text] : []));
  const text = literals.join("");
  if (literals.length === parts.length) return [text, ...credentialsIn(text)];
  return literals.map(withoutScheme).filter((literal) => literal.length >= shortestPart);
}

const withoutScheme = (text: string): string => text.replace(/^\s*[A-Za-z][\w-]*\s+/, "").trim();

function credentialsIn(text: string): readonly string[] {
  const credential = withoutScheme(text);
  if (credential === text) return [];
  return /^\s*basic\s/i.test(text) ? [credential, ...inBasic(credential)] : [credential];
}

/** RFC 7617: user and password in base64. */
function inBasic(credential: string): readonly string[] {
  const decoded = Buffer.from(credential, "base64").toString();
  const [, password] = /^[^:]*:(.*)$/s.exec(decoded) ?? [];
  return password === undefined ? [] : [decoded, password];
}

/** a=b; c=d -> that, and what is long enough to be a key of its own. */
function inCookies(text: string): readonly string[] {
  const pairs = text.split(";").map((pair) => pair.slice(pair.indexOf("=") + 1).trim());
  const values = pairs.flatMap((value) => inValue(templateParts(value)));
  const isFixed = templateParts(text).every(({ kind }) => kind === "text");
  return [
    ...(isFixed ? inValue(templateParts(text)).slice(0, 1) : []),
    ...values.filter((value) => value.length >= shortestPart),
  ];
}
