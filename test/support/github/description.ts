import { readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";
import formats from "ajv-formats";
import { recordOf } from "./answer.ts";

/** GitHub's own description of its REST API, cut to what this project calls: fixtures/github/README.md. */
const description = toJsonSchema(
  JSON.parse(readFileSync(new URL("../../../fixtures/github/api.json", import.meta.url), "utf8")),
);

const strictly = validators({});
/** Paths and queries are text: "5" is an integer there. */
const fromText = validators({ coerceTypes: true });

export interface Match {
  /** As in "GET /repos/{owner}/{repo}". */
  readonly route: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly operation: Operation;
}

type Operation = Readonly<Record<string, unknown>>;

/** The described operation that a request is for. */
export function findOperation(method: string, path: string): Match | undefined {
  for (const [template, operations] of Object.entries(recordOf(at(description, "paths")))) {
    const operation = at(operations, method.toLowerCase());
    const pattern = new RegExp(`^${template.replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`);
    const found = pattern.exec(path);
    if (!operation || !found) continue;
    const parameters = Object.entries({ ...found.groups }).map(([name, value]) => [name, decodeURIComponent(value)]);
    const route = `${method} ${template}`;
    return { route, parameters: Object.fromEntries(parameters), operation: recordOf(operation) };
  }
  return undefined;
}

/** What in a request is not as described; a parameter or a property that is not described is a problem too. */
export function requestProblems({ operation, parameters }: Match, query: URLSearchParams, body: unknown): string[] {
  const text = { path: { ...parameters }, query: Object.fromEntries(query) };
  const ofText = problems(fromText, parametersSchema(operation), text);
  const described = at(operation, "requestBody");
  if (body === undefined) return at(described, "required") === true ? [...ofText, "a body is required"] : ofText;
  const schema = jsonSchemaOf(described);
  return schema ? [...ofText, ...problems(strictly, schema, body)] : [...ofText, "no body is expected"];
}

/** What in an answer is not as described. Refusals that GitHub gives everywhere, such as 401, are not described. */
export function answerProblems({ operation }: Match, status: number, body: unknown): string[] {
  const described = at(operation, "responses", String(status));
  if (described === undefined && status < 400) return [`status ${status} is not described`];
  const schema = described ? jsonSchemaOf(resolve(described)) : { $ref: "api#/components/schemas/basic-error" };
  if (!schema) return body === undefined ? [] : ["no body is described"];
  return problems(strictly, schema, body);
}

interface Validators {
  readonly ajv: Ajv;
  readonly compiled: Map<string, ValidateFunction>;
}

function validators(options: { readonly coerceTypes?: true }): Validators {
  const ajv = new Ajv({ ...options, strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addSchema(recordOf(description), "api");
  return { ajv, compiled: new Map() };
}

function problems({ ajv, compiled }: Validators, schema: Operation, value: unknown): string[] {
  const key = JSON.stringify(schema);
  const validate = compiled.get(key) ?? ajv.compile(schema);
  compiled.set(key, validate);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }) => {
    const extra = at(params, "additionalProperty");
    return `${instancePath || "/"} ${message ?? "is wrong"}${extra ? ` (${extra})` : ""}`;
  });
}

function parametersSchema(operation: Operation): Operation {
  const listed = at(operation, "parameters");
  const all = Array.isArray(listed) ? listed.map(resolve) : [];
  const located = (location: string) => {
    const here = all.filter((parameter) => at(parameter, "in") === location);
    return {
      type: "object",
      properties: Object.fromEntries(here.map((parameter) => [at(parameter, "name"), at(parameter, "schema")])),
      required: here.filter((parameter) => at(parameter, "required")).map((parameter) => at(parameter, "name")),
      additionalProperties: false,
    };
  };
  return { type: "object", properties: { path: located("path"), query: located("query") } };
}

function jsonSchemaOf(described: unknown): Operation | undefined {
  const schema = at(described, "content", "application/json", "schema");
  return schema === undefined ? undefined : recordOf(schema);
}

function resolve(node: unknown): unknown {
  const reference = at(node, "$ref");
  return typeof reference === "string" ? at(description, ...reference.replace("api#/", "").split("/")) : node;
}

function at(node: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce((inner, key) => recordOf(inner)[key], node);
}

/** OpenAPI 3.0 as JSON Schema: `nullable` becomes a type, and an object has no properties but those described. */
function toJsonSchema(node: unknown, isNames = false): unknown {
  if (Array.isArray(node)) return node.map((item) => toJsonSchema(item));
  if (typeof node !== "object" || node === null) return node;
  const entries = Object.entries(node).map(([key, value]) => [
    key,
    toJsonSchema(value, !isNames && key === "properties"),
  ]);
  const converted: Operation = Object.fromEntries(entries);
  if (isNames) return converted;
  const { nullable, $ref, type, enum: values, ...rest } = converted;
  return {
    ...(type === "object" && "properties" in rest && { additionalProperties: false }),
    ...rest,
    ...(typeof $ref === "string" && { $ref: $ref.replace(/^#/, "api#") }),
    ...(type !== undefined && { type: nullable === true ? [type, "null"] : type }),
    ...(Array.isArray(values) && { enum: nullable === true ? [...values, null] : values }),
  };
}
