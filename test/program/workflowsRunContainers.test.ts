import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildServerImage, docker, engineEnv, engineNeeded, hasEngine } from "../support/containerEngine.ts";
import { hasGit } from "../support/gitRepository.ts";
import { sampleConfig } from "../support/loadgate.ts";
import { examplesUnder } from "../support/workflow/examples.ts";
import { startHub } from "../support/workflow/hub.ts";

const manual = "docs/containers.md";

describe.skipIf(!hasGit || !hasEngine)(`the workflow of ${manual}, executed${engineNeeded}`, () => {
  const image = `server-of-tests:${randomUUID()}`;
  let server: AsyncDisposable | undefined;
  beforeAll(async () => {
    server = await buildServerImage(image);
  });
  afterAll(() => server?.[Symbol.asyncDispose]());
  const ownImages = () => docker("image", "ls", "--quiet", "--filter", `label=of=${image}`);

  test("a pull request starts the image that main has stored, and builds none", { timeout: 120_000 }, async () => {
    const yaml = sampleConfig({
      command: "none",
      rate: "20/s",
      duration: "300ms",
      top: ["base: { from: artifact, carry_image: true }", "gate: { budget: 1s }"],
    });
    const config = yaml.replace("command: none", "container: {}").replace("ready: /healthz", "ready: tcp");
    const files = (arm: string) => ({
      "loadgate.yml": config,
      // Its latency is long, so that the load does not count as late even on a busy machine.
      Dockerfile: `FROM ${image}\nLABEL of=${image}\nENV ARM=${arm} WAIT_MS=700\n`,
    });
    await using hub = await startHub(await examplesUnder(manual, "On GitHub"), engineEnv());
    const pushed = await hub.push(files("main"));
    const pulled = await hub.pull(2, files("pull"));
    const outputs = [...pushed, ...pulled].flatMap(({ jobs }) => jobs.map(({ action }) => action?.stdout ?? ""));
    expect(outputs).toEqual([
      expect.stringContaining("The baseline was refreshed"),
      expect.stringContaining("base from the carried build of"),
    ]);
    expect(ownImages()).toBe("");
  });
});
