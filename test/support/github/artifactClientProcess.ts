import { DefaultArtifactClient } from "@actions/artifact";
import type { ArtifactCall, Outcome } from "./artifactClient.ts";

// The client reads its environment when its modules load. So it gets its own process, forked by artifactClient.ts.
const client = new DefaultArtifactClient();

process.once("message", async (calls: readonly ArtifactCall[]) => {
  const outcomes: Outcome[] = [];
  for (const call of calls) outcomes.push(await outcomeOf(call));
  process.send?.(outcomes, () => process.disconnect());
});

async function outcomeOf(call: ArtifactCall): Promise<Outcome> {
  try {
    return { value: await callClient(call) };
  } catch (cause) {
    return { error: String(cause) };
  }
}

function callClient(call: ArtifactCall): Promise<unknown> {
  switch (call.method) {
    case "uploadArtifact":
      return client.uploadArtifact(...call.args);
    case "listArtifacts":
      return client.listArtifacts(...call.args);
    case "getArtifact":
      return client.getArtifact(...call.args);
    case "downloadArtifact":
      return client.downloadArtifact(...call.args);
    case "deleteArtifact":
      return client.deleteArtifact(...call.args);
    default:
      return call satisfies never;
  }
}
