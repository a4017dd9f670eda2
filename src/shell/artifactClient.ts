/** GitHub's own client of artifacts. Loaded when it is needed: it is most of the bundle's start-up time. */
export async function artifactClient() {
  const { DefaultArtifactClient } = await import("@actions/artifact");
  return new DefaultArtifactClient();
}
