import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { scratchDirectoryOf } from "../../src/action/job.ts";

test.each([
  ["/runner/temp", "/runner/temp"],
  ["", tmpdir()],
  [undefined, tmpdir()],
])("with RUNNER_TEMP %j, the scratch directory is in %s", (RUNNER_TEMP, directory) => {
  expect(scratchDirectoryOf({ RUNNER_TEMP }, "0c8e1f2a-1234-5678")).toBe(
    join(directory, "loadgate-baseline-0c8e1f2a-1234"),
  );
});
