import type { Reporter, TestModule } from "vitest/node";

/** Prints one plain line with the counts at the end, for readers of CI logs. */
export default class PlainLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    const broken = modules
      .filter((module) => module.state() === "failed" && !module.ok())
      .filter((module) => module.errors().length > 0);
    const failed = count("failed") + broken.length + errors.length;
    const skipped = count("skipped");
    console.log(`${count("passed")} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  }
}
