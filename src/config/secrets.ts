import type { Plan, RequestSpec, Scenario } from "../model/plan.ts";
import { type TemplatePart, templateParts } from "../model/template.ts";
import { shortestPart, shortestSecret } from "../util/mask.ts";
import { databaseAddresses, textsByArm } from "./monitorProblems.ts";
import { mapNonEmpty } from "./nonEmpty.ts";
import { nearestWord, type PathProblem, problemIf } from "./problem.ts";
import { withUniqueNames } from "./request.ts";
import { requestsOf } from "./scenario.ts";
import type { FileConfig } from "./schema/fileSchema.ts";

/** Headers that always carry credentials. `secrets` adds more. */
const credentialHeaders = ["authorization", "proxy-authorization", "cookie", "x-api-key"];

/** The secrets in request headers: values of credential headers, and of headers that `secrets` names. */
export function headerSecrets(config: FileConfig): readonly string[] {
  const secretNames = new Set([...credentialHeaders, ...config.secrets.map((name) => name.toLowerCase())]);
  const values = headersOf(config).flatMap(([name, text]) => {
    if (!secretNames.has(name.toLowerCase())) return [];
    return name.toLowerCase() === "cookie" ? inCookies(text) : inValue(templateParts(text));
  });
  return [...new Set(values)].filter((value) => value.length >= shortestSecret);
}

/** The passwords in the addresses of monitors. */
export function addressSecrets({ monitors: { prometheus, postgres, redis } }: FileConfig): readonly string[] {
  const addresses = [
    ...(prometheus === undefined ? [] : textsByArm(prometheus.url, [])),
    ...[postgres, redis].flatMap((database) => (database === undefined ? [] : databaseAddresses(database, []))),
  ];
  const passwords = addresses.flatMap(({ text }) => inAddress(text));
  return [...new Set(passwords)].filter((password) => password.length >= shortestSecret);
}

/** Drivers take a password before the host, or as a parameter. */
function inAddress(address: string): readonly string[] {
  const url = URL.parse(address);
  if (url === null) return [];
  const parameters = [...url.searchParams].flatMap(([name, value]) => (/password|token/i.test(name) ? [value] : []));
  return [url.password, decoded(url.password), ...parameters].filter((text) => text !== "");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Masks secrets in request names and load keys. Load keys are stored as hashes, from which a short secret could be
 * guessed. Names that differ only in a secret get numbers.
 */
export function maskPlan(plan: Plan, mask: (text: string) => string): Plan {
  const maskName = (step: RequestSpec): RequestSpec => ({ ...step, name: mask(step.name) });
  const maskScenario = (scenario: Scenario): Scenario => {
    const flows = mapNonEmpty(scenario.flows, (flow) => ({ ...flow, steps: mapNonEmpty(flow.steps, maskName) }));
    const loadKeys = Object.entries(scenario.loadKeys).map(([key, value]) => [
      key,
      typeof value === "string" ? mask(value) : value,
    ]);
    return { ...scenario, flows: withUniqueNames(flows), loadKeys: Object.fromEntries(loadKeys) };
  };
  return { ...plan, scenarios: mapNonEmpty(plan.scenarios, maskScenario) };
}

/** Names in `secrets` that no request sends and that look like a typo. */
export function secretProblems(config: FileConfig): readonly PathProblem[] {
  const sentNames = [...new Set(headersOf(config).map(([name]) => name))];
  const knownNames = new Set([...credentialHeaders, ...sentNames.map((name) => name.toLowerCase())]);
  return config.secrets.flatMap((name, i) => {
    const suggestion = knownNames.has(name.toLowerCase()) ? undefined : nearestWord(name, sentNames);
    const message = `no request sends a header ${name}; did you mean ${suggestion}?`;
    return problemIf(suggestion !== undefined, ["secrets", i], message);
  });
}

function headersOf({ headers, scenarios }: FileConfig): readonly (readonly [name: string, text: string])[] {
  const ofScenarios = Object.values(scenarios).flatMap((scenario) => [
    ...Object.entries(scenario.headers),
    ...requestsOf(scenario).flatMap((request) => (typeof request === "string" ? [] : Object.entries(request.headers))),
  ]);
  return [...Object.entries(headers), ...ofScenarios];
}

/** "Bearer abc" gives "Bearer abc" and "abc". A value with templates gives its constant parts. */
function inValue(parts: readonly TemplatePart[]): readonly string[] {
  const constants = parts.flatMap((part) => (part.kind === "text" ? [part.text] : []));
  const text = constants.join("");
  if (constants.length === parts.length) return [text, ...credentialsIn(text)];
  return constants.map(withoutScheme).filter((constant) => constant.length >= shortestPart);
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

/** "a=b; c=d" gives the whole text, and each value that is long enough to be a key. */
function inCookies(text: string): readonly string[] {
  const values = text.split(";").map((pair) => pair.slice(pair.indexOf("=") + 1).trim());
  const secrets = values.flatMap((value) => inValue(templateParts(value)));
  const isConstant = templateParts(text).every(({ kind }) => kind === "text");
  return [
    ...(isConstant ? inValue(templateParts(text)).slice(0, 1) : []),
    ...secrets.filter((value) => value.length >= shortestPart),
  ];
}
