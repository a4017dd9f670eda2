import { once } from "node:events";
import { expect, test } from "vitest";
import { deferSignals } from "../../src/shell/signals.ts";

test("a deferred signal arrives once the work is done", async () => {
  const received: string[] = [];
  const onSignal = (name: string) => void received.push(name);
  {
    using _ = deferSignals();
    const held = once(process, "SIGHUP");
    process.kill(process.pid, "SIGHUP");
    await held;
    process.on("SIGHUP", onSignal);
  }
  await once(process, "SIGHUP");
  process.off("SIGHUP", onSignal);
  expect(received).toEqual(["SIGHUP"]);
});
