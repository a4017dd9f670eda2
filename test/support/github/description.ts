import { readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";
import formats from "ajv-formats";
import { asRecord } from "./response.ts";

/** GitHub's own description of its REST API, cut to what this project calls. See fixtures/github/README.md. */
const description = toJsonSchema(
  JSON.parse(readFileSync(new URL("../../../fixtures/github/api.json", import.meta.url), "utf8")),
);

const strictly = validators({});
/** For paths and queries, which are text: "5" is a valid integer there. */
const fromText = validators({ coerceTypes: true });

export interface Match {
  /** For example "GET /repos/{owner}/{repo}". */
  readonly route: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly operation: Operation;
}

type Operation = Readonly<Record<string, unknown>>;

/** Finds the operation that the description has for a request. */
export function findOperation(method: string, path: string): Match | undefined {
  for (const [template, operations] of Object.entries(asRecord(at(description, "paths")))) {
    const operation = at(operations, method.toLowerCase());
    const pattern = new RegExp(`^${template.replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`);
    const match = pattern.exec(path);
    if (!operation || !match) continue;
    const parameters = Object.entries({ ...match.groups }).map(([name, value]) => [name, decodeURIComponent(value)]);
    const route = `${method} ${template}`;
    return { route, parameters: Object.fromEntries(parameters), operation: asRecord(operation) };
  }
  return undefined;
}

/** Lists where a request differs from the description. An undescribed parameter or property is a problem too. */
export function requestProblems({ operation, parameters }: Match, query: URLSearchParams, body: unknown): string[] {
  const text = { path: { ...parameters }, query: Object.fromEntries(query) };
  const textProblems = problems(fromText, parametersSchema(operation), text);
  const described = at(operation, "requestBody");
  if (body === undefined)
    return at(described, "required") === true ? [...textProblems, "a body is required"] : textProblems;
  const schema = jsonSchemaOf(described);
  return schema ? [...textProblems, ...problems(strictly, schema, body)] : [...textProblems, "no body is expected"];
}

/** Lists where a response differs from the description. Common errors, such as 401, are not in the description. */
export function responseProblems({ operation }: Match, status: number, body: unknown): string[] {
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
  ajv.addSchema(asRecord(description), "api");
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
  return schema === undefined ? undefined : asRecord(schema);
}

function resolve(node: unknown): unknown {
  const reference = at(node, "$ref");
  return typeof reference === "string" ? at(description, ...reference.replace("api#/", "").split("/")) : node;
}

function at(node: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce((inner, key) => asRecord(inner)[key], node);
}

/** Converts OpenAPI 3.0 to JSON Schema. `nullable` becomes a type, and undescribed properties are not allowed. */
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
