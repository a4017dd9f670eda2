import { expect, test } from "vitest";
import { type PortEvidence, portOwner } from "../../src/service/portOwner.ts";

const process_ = (pid: number, startTicks: number) => ({ pid, parent: 1, group: pid, startTicks });
const owner = (pid: number, startTicks: number, command: string, mark?: string) => ({
  ...process_(pid, startTicks),
  command,
  mark,
});
const evidence = { owners: [], hasSocket: true, hasHiddenMember: false, members: [process_(10, 500)] };

test.each<[string, Partial<PortEvidence>, ReturnType<typeof portOwner>]>([
  ["a member", { owners: [owner(10, 500, "node server.js")] }, { kind: "member" }],
  [
    "a member beside the daemon that passed the socket on",
    { owners: [owner(2, 5, "systemd"), owner(10, 500, "node server.js")] },
    { kind: "member" },
  ],
  [
    "a younger process without a mark",
    { owners: [owner(77, 600, "java -jar app.jar")] },
    { kind: "started_for_service", processes: [owner(77, 600, "java -jar app.jar")] },
  ],
  [
    "a younger process beside an older one",
    { owners: [owner(2, 5, "systemd"), owner(77, 600, "app")] },
    { kind: "started_for_service", processes: [owner(77, 600, "app")] },
  ],
  [
    "a process of another run",
    { owners: [owner(77, 600, "node server.js", "other/head")] },
    { kind: "foreign", listener: "process 77 (node server.js)" },
  ],
  [
    "a daemon that runs the service itself",
    { owners: [owner(7, 400, "nailgun")] },
    { kind: "unseen", listener: "process 7 (nailgun), which is older than the service" },
  ],
  [
    "the forwarder of a container",
    { owners: [owner(77, 600, "/usr/bin/docker-proxy -proto tcp -host-port 8080")] },
    { kind: "unseen", listener: "process 77 (/usr/bin/docker-proxy -proto tcp -host-port 8080)" },
  ],
  [
    "a forwarder that the service's command started",
    { owners: [owner(10, 500, "kubectl port-forward pod 8080")] },
    { kind: "unseen", listener: "process 10 (kubectl port-forward pod 8080)" },
  ],
  ["another user's process", {}, { kind: "unseen", listener: "another user's process" }],
  ["a container without a forwarder", { hasSocket: false }, { kind: "unseen", listener: "no process of this machine" }],
  ["a member whose files are hidden, as with sudo", { hasHiddenMember: true }, { kind: "member" }],
])("PORT belongs to %s", (_, facts, expected) => {
  expect(portOwner({ ...evidence, ...facts })).toEqual(expected);
});
