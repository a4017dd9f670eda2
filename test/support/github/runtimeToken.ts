const runIdPrefix = "ce7f54c7-61c7-4aae-887f-";

/** ACTIONS_RUNTIME_TOKEN of a job: an unsigned JWT that names the run and the job to the artifact service. */
export function runtimeToken(runId: number): string {
  const scope = `Actions.Results:${backendIdOf(runId)}:ca395085-040a-526b-2ce8-bdc85f692774`;
  return `${part({ alg: "none", typ: "JWT" })}.${part({ scp: `Actions.ExampleScope ${scope}` })}.`;
}

/** The run whose job holds the token. `undefined` for any other text. */
export function runOfToken(authorization: string | undefined): number | undefined {
  const claims = authorization?.match(/^Bearer [\w-]+\.([\w-]+)\./)?.[1];
  if (!claims) return undefined;
  const backendId = Buffer.from(claims, "base64url")
    .toString()
    .match(/Actions\.Results:([\w-]+):[\w-]+/)?.[1];
  return backendId ? runOfBackendId(backendId) : undefined;
}

/** The artifact service identifies a run by a UUID. */
export function backendIdOf(runId: number): string {
  return `${runIdPrefix}${String(runId).padStart(12, "0")}`;
}

export function runOfBackendId(backendId: string): number | undefined {
  return backendId.startsWith(runIdPrefix) ? Number(backendId.slice(runIdPrefix.length)) : undefined;
}

function part(content: Readonly<Record<string, string>>): string {
  return Buffer.from(JSON.stringify(content)).toString("base64url");
}
