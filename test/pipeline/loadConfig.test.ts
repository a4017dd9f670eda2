import { expect, test } from "vitest";
import { loadConfig } from "../../src/pipeline/loadConfig.ts";
import { workspace } from "../support/loadgate.ts";

const problemOf = (file: string) => loadConfig(file, {}).then(undefined, ({ message }: Error) => message);
const missing = "loadgate.yml: the file does not exist";

test("a configuration that is missing may have the other ending, or be in .github", async () => {
  await using folder = await workspace({ "a/loadgate.yaml": "", "b/.github/loadgate.yml": "", "c/x": "" });
  const where = "by --config, in a workflow by the input config";
  const problems = await Promise.all(["a", "b", "c"].map((name) => problemOf(folder.at(`${name}/loadgate.yml`))));
  expect(problems).toEqual([
    `${folder.at("a")}/${missing}; ${folder.at("a/loadgate.yaml")} does; name it ${where}`,
    `${folder.at("b")}/${missing}; ${folder.at("b/.github/loadgate.yml")} does; name it ${where}`,
    `${folder.at("c")}/${missing}; write one (see the README), or name it ${where}`,
  ]);
});

test("a configuration in another encoding than UTF-8", async () => {
  await using folder = await workspace({ "loadgate.yml": "v\0e\0r\0s\0i\0o\0n\0" });
  expect(await problemOf(folder.at("loadgate.yml"))).toBe(
    `${folder.at("loadgate.yml")}: expected a text in UTF-8; save the file in that encoding`,
  );
});
