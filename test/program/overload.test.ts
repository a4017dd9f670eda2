import { describe, expect, test } from "vitest";
import { runLoadgate, workspace } from "../support/loadgate.ts";
import { overloadServers } from "../support/overloadServers.ts";

const config = `version: 1
service: { command: exec ${process.execPath} server.mjs }
base: { from: none }
sla: { overload: graceful }
scenarios:
  beyond:
    overload: { factors: [3], duration: 1s, rate: 20/s, sla: { p95: 250ms } }
    timeout: 2s
    requests: [GET /]
`;

describe.concurrent("real servers, each of its kind", () => {
  test.each(Object.entries(overloadServers))(
    "%s",
    async (kind, server) => {
      await using folder = await workspace({ "loadgate.yml": config, "server.mjs": server });
      const { stdout } = await runLoadgate(["run"], folder.path);
      const { scenarios, verdict } = await folder.results();
      const overload = scenarios[0]?.scalability?.overload;
      expect([kind, overload?.evidence, overload?.kind]).toEqual([kind, overload?.evidence, kind]);
      expect(verdict.failing).toBe(kind !== "graceful");
      expect(stdout).toContain("beyond its capacity the head");
    },
    60_000,
  );
});
