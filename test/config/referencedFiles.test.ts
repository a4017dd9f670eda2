import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadConfig } from "../../src/pipeline/loadConfig.ts";

/** A temporary folder with a configuration and the files that it names. */
async function createFolder(requests: string) {
  const path = await mkdtemp(join(tmpdir(), "loadgate-config-"));
  const file = join(path, "loadgate.yml");
  await mkdir(join(path, "folder.csv"));
  await writeFile(join(path, "people.csv"), "name\nAnn\n");
  await writeFile(join(path, "body.bin"), new Uint8Array([0, 255]));
  const text = `version: 1
target: http://127.0.0.1:8080
scenarios:
  shop:
    feeds: { people: '${path}/people.csv' }
    phases: [{ pattern: constant, rate: 10/s, duration: 30s }]
    requests: [${requests.replaceAll("DIR", path)}]
`;
  await writeFile(file, text);
  return { path, file, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

test("files that a configuration names are part of the plan", async () => {
  await using folder = await createFolder("{ path: '/${people.name}', file: DIR/body.bin }");
  const { plan } = await loadConfig(folder.file, {});
  expect([plan.scenarios[0].feeds["people"]?.rows, plan.scenarios[0].flows[0]?.steps[0].body]).toEqual([
    [{ name: "Ann" }],
    { kind: "file", file: join(folder.path, "body.bin"), content: new Uint8Array([0, 255]) },
  ]);
});

test("unreadable files are problems of the keys that name them", async () => {
  await using folder = await createFolder("{ path: /, file: DIR/gone.bin }, { path: '/${pick(DIR/folder.csv, a)}' }");
  const problems = await loadConfig(folder.file, {}).catch((error: Error) =>
    error.message.replaceAll(folder.path, "DIR"),
  );
  expect(problems).toBe(
    `DIR/loadgate.yml:7: scenarios.shop.requests[0].file: expected a file that exists, got "DIR/gone.bin"
DIR/loadgate.yml:7: scenarios.shop.requests[1].path: \${pick(DIR/folder.csv, a)}: expected a file that can be read (EISDIR: illegal operation on a directory, read)`,
  );
});
