import { readFile } from "node:fs/promises";
import { markdownTable } from "markdown-table";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { parseConfig } from "../../src/config/parse.ts";
import { jsonSchema } from "../../src/config/schema/jsonSchema.ts";
import { graphOperations } from "../../src/model/generator.ts";

const read = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), "utf8");

const described = z.object({ description: z.string(), default: z.string().optional() });
const actionSchema = z.object({ inputs: z.record(z.string(), described), outputs: z.record(z.string(), described) });

/** `vitest -u` updates the tables of README and docs/config.md. */
test("the README's tables of inputs and outputs match action.yml", async () => {
  const { inputs, outputs } = actionSchema.parse(parse(await read("action.yml")));
  const inputRows = Object.entries(inputs).map(([name, input]) => [
    `\`${name}\``,
    input.description,
    input.default ? `\`${input.default}\`` : "",
  ]);
  const outputRows = Object.entries(outputs).map(([name, output]) => [`\`${name}\``, output.description]);
  const tables = [
    markdownTable([["input", "what it says", "default"], ...inputRows], { alignDelimiters: false }),
    markdownTable([["output", "what it holds"], ...outputRows], { alignDelimiters: false }),
  ].join("\n\n");
  const readme = await read("README.md");
  const renewed = readme.replace(/(<!-- inputs: .* -->\n)[\s\S]*?(<!-- end -->)/, `$1\n${tables}\n\n$2`);
  await expect(renewed).toMatchFileSnapshot("../../README.md");
});

test("program and package have the same version", async () => {
  const [, version] = /const version = "(.*)";/.exec(await read("src/util/version.ts")) ?? [];
  expect(version).toBe(JSON.parse(await read("package.json")).version);
});

test("the table of docs/config.md matches the schema", async () => {
  const reference = await read("docs/config.md");
  const table = keyTable(jsonSchema() as Node);
  const renewed = reference.replace(/(<!-- keys: .* -->\n)[\s\S]*?(<!-- end -->)/, `$1\n${table}\n\n$2`);
  await expect(renewed).toMatchFileSnapshot("../../docs/config.md");
});

test("this version can run every example of docs/config.md", async () => {
  const examples = [...(await read("docs/config.md")).matchAll(/```yaml\n(version: 1\n[\s\S]*?)```/g)];
  const people = new TextEncoder().encode("name,mail\nAnn,ann@shop.example\n");
  const files = (path: string) =>
    path === "people.csv" ? { kind: "bytes" as const, bytes: people } : { kind: "missing" as const };
  const planned = examples.map(
    ([, text = ""]) => parseConfig(text, "docs/config.md", { SHOP_TOKEN: "a-key" }, files).plan,
  );
  expect(planned.map(({ scenarios }) => scenarios.map(({ id }) => id))).toEqual([
    ["day"],
    ["compared"],
    ["secure"],
    ["api", "batch"],
    ["shop"],
    ["assistant"],
    ["orders"],
    ["buyers"],
    ["quick_baseline"],
    ["spikes", "trains", "graph", "memory", "lookups"],
    ["sized"],
    ["members"],
  ]);
});

test("this version can run every example of docs/containers.md", async () => {
  const examples = [...(await read("docs/containers.md")).matchAll(/```yaml\n(version: 1\n[\s\S]*?)```/g)];
  const programs = examples.map(([, text = ""]) => parseConfig(text, "docs/containers.md", {}).plan.service?.program);
  expect(programs.map((program) => program?.kind)).toEqual(["container", "compose", "container"]);
});

test("this version can run the loadgate.yml of the README", async () => {
  const [, text = ""] = /```yaml\n(version: 1\n[\s\S]*?)```/.exec(await read("README.md")) ?? [];
  const { plan } = parseConfig(text, "README.md", {});
  const names = plan.scenarios[0].flows.flatMap(({ steps }) => steps.map(({ name }) => name));
  expect(names).toEqual(["GET /orders", "POST /items"]);
});

/** The part of JSON Schema that our schema uses. */
interface Node {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: Node | boolean;
  readonly required?: readonly string[];
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly oneOf?: readonly Node[];
}

function keyTable(schema: Node): string {
  const rows = keysOf(schema, "").map(({ key, node, required }) => [
    `\`${key}\``,
    kindOf(node),
    required
      ? "**required**"
      : node.default === undefined || isEmpty(node.default)
        ? ""
        : `\`${JSON.stringify(node.default).replaceAll('"', "")}\``,
    node.description ?? "",
  ]);
  return markdownTable([["key", "value", "default", "meaning"], ...rows], { alignDelimiters: false, padding: false });
}

/** Lists of requests, documented once. */
const likeRequests = ["setup", "teardown", "steps", "reads", "writes", ...graphOperations];
/** Keys of a request that a generator has, too. */
const isOfGenerator = (key: string): boolean => /\.generator\.(expect|extract|multipart|sla|stream)$/.test(key);

interface Key {
  readonly key: string;
  readonly node: Node;
  readonly required: boolean;
}

function keysOf(node: Node, above: string): readonly Key[] {
  const own = Object.entries(node.properties ?? {}).flatMap(([name, child]) => {
    const key = `${above}${name}`;
    return [
      { key, node: child, required: node.required?.includes(name) === true && child.default === undefined },
      ...(likeRequests.includes(name) || isOfGenerator(key) ? [] : keysOf(child, `${key}.`)),
    ];
  });
  const named =
    typeof node.additionalProperties === "object" && node.additionalProperties.properties !== undefined
      ? keysOf(node.additionalProperties, `${above}*.`)
      : [];
  const listed = node.items === undefined ? [] : keysOf(node.items, `${above.replace(/\.$/, "")}[].`);
  const either = [...(node.anyOf ?? []), ...(node.oneOf ?? [])].flatMap((branch) => keysOf(branch, above));
  const byKey = Map.groupBy([...own, ...named, ...listed, ...either], ({ key }) => key);
  return [...byKey.values()].flatMap(merged);
}

/** A key of several alternatives, such as pattern. It has another constant in each. */
function merged(same: readonly Key[]): readonly Key[] {
  const [first] = same;
  if (first === undefined) return [];
  const constants = same.flatMap(({ node }) => node.const ?? []);
  return [constants.length > 1 ? { ...first, node: { enum: constants } } : first];
}

function kindOf(node: Node): string {
  if (node.const !== undefined) return `\`${node.const}\``;
  if (node.enum !== undefined) return node.enum.map((value) => `\`${value}\``).join(", ");
  const branches = (node.anyOf ?? node.oneOf)?.filter((branch) => !isReference(branch));
  if (branches !== undefined) return [...new Set(branches.map(kindOf))].join(" or ");
  if (node.items !== undefined) return `list of ${kindOf(node.items)}`;
  // A second type is for references to environment variables.
  if (Array.isArray(node.type)) return kindOf({ type: node.type[0] });
  return unitOf(node.pattern) ?? (typeof node.type === "string" ? (kinds[node.type] ?? node.type) : "anything");
}

/** Every key may be a reference to an environment variable. The table says that once. */
const isReference = ({ type, pattern }: Node): boolean => type === "string" && pattern?.startsWith("\\$\\{") === true;

const kinds: Readonly<Record<string, string>> = { object: "keys", string: "text", integer: "whole number" };

function unitOf(pattern: string | undefined): string | undefined {
  if (pattern?.startsWith("^\\d{1,6}\\.\\.")) return "range of whole numbers";
  if (pattern?.includes("\\.\\.")) return "duration or range";
  if (pattern?.includes("(ms|s|m|h|d)")) return "duration";
  if (pattern?.includes("\\/s|")) return "rate";
  if (pattern?.includes("(%)")) return "share";
  if (pattern?.includes("KiB")) return "size";
  return pattern?.startsWith("^\\/") || pattern?.startsWith("^(\\/|") ? "path" : undefined;
}

const isEmpty = (value: unknown): boolean =>
  typeof value === "object" && value !== null && Object.keys(value).length === 0;
