import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { crc32 } from "node:zlib";
import { afterEach, expect, test, vi } from "vitest";
import { createApi } from "../../src/githubApi/api.ts";
import { describeApiError } from "../../src/githubApi/apiError.ts";
import { unzip } from "../../src/githubApi/unzip.ts";
import { type Upload, uploadArtifact } from "../../src/githubApi/uploadArtifact.ts";
import { zipFiles } from "../../src/githubApi/zipWriter.ts";
import { callArtifactClient } from "../support/github/artifactClient.ts";
import { type LocalGitHub, startGitHub } from "../support/github/server.ts";
import { filesOf } from "../support/github/zip.ts";
import { workspace } from "../support/loadgate.ts";
import { virtualClock } from "../support/virtualClock.ts";

const service = "POST /twirp/github.actions.results.api.v1.ArtifactService";

afterEach(() => vi.unstubAllEnvs());

async function gitHubWithJob(): Promise<LocalGitHub> {
  const github = await startGitHub({ keepViolations: true });
  github.addRun({ id: 50, event: "push", headBranch: "main", headSha: "f95f852b" });
  for (const [key, value] of Object.entries(github.env({ runId: 50 }))) vi.stubEnv(key, value);
  return github;
}

const uploadIn = (root: string, files: readonly string[], upload: Partial<Upload> = {}): Upload => ({
  names: ["results"],
  files: files.map((file) => `${root}/${file}`),
  root,
  retentionDays: 14,
  ifExists: "fail",
  ...upload,
});

test("the requests are those of GitHub's own client", async () => {
  await using github = await gitHubWithJob();
  await using folder = await workspace({ "results.json": "{}", "html/report.html": "<p>".repeat(1000) });
  const { files, root, retentionDays = 0 } = uploadIn(folder.path, ["results.json", "html/report.html"]);
  await uploadArtifact({ names: ["ours"], files, root, retentionDays, ifExists: "fail" });
  const [outcome] = await callArtifactClient({ ...github.env({ runId: 50 }), PATH: process.env["PATH"] ?? "" }, [
    { method: "uploadArtifact", args: ["theirs", [...files], root, { retentionDays }] },
  ]);
  expect(outcome).toHaveProperty("value");
  const ofClient = github.requests.map(({ route, path, body }) => {
    const { name, expires_at, hash, size, ...message } = Object(body);
    const day = typeof expires_at === "string" ? expires_at.slice(0, 13) : undefined;
    const comp = new URLSearchParams(path.split("?")[1]).get("comp");
    return { route, comp, message, day, hash: typeof hash, size: typeof size };
  });
  expect(ofClient.slice(0, 4)).toEqual(ofClient.slice(4));
  const [ours, theirs] = github.artifacts;
  expect(filesOf(ours?.zip ?? Buffer.alloc(0))).toEqual(filesOf(theirs?.zip ?? Buffer.alloc(0)));
  expect(ours?.mimeType).toBe(theirs?.mimeType);
});

test("a large file is sent in blocks of 4 MiB, and a block that fails is sent again", async () => {
  await using github = await gitHubWithJob();
  await using folder = await workspace();
  // Bytes that cannot be compressed: the checksums of their positions.
  const content = Buffer.alloc(9 * 1024 ** 2);
  for (let at = 0; at < content.length; at += 4) content.writeUInt32LE(crc32(`${at}`), at);
  await writeFile(folder.at("build.tar.gz"), content);
  github.fail({ route: "PUT /actions-results/artifacts/{artifact_id}", after: 1, times: 1, status: 503 });
  await uploadArtifact(uploadIn(folder.path, ["build.tar.gz"]), { clock: virtualClock() });
  const puts = github.requests.filter(({ method }) => method === "PUT");
  expect(puts.map(({ status }) => status)).toEqual([201, 503, 201, 201, 201]);
  const { "build.tar.gz": stored } = filesOf(github.artifacts[0]?.zip ?? Buffer.alloc(0));
  expect(stored?.equals(content)).toBe(true);
});

test("an archive can be read by our own reader, whatever the files hold", async () => {
  await using folder = await workspace({ "empty.json": "", "größe.json": "ü".repeat(70_000) });
  const names = ["empty.json", "größe.json"];
  const chunks: Buffer[] = [];
  for await (const chunk of zipFiles(names.map((name) => ({ name, path: folder.at(name) })))) chunks.push(chunk);
  await writeFile(folder.at("zip"), Buffer.concat(chunks));
  await using out = await workspace();
  await unzip(folder.at("zip"), out.path, names, { maxEntries: 2, maxBytes: 1_000_000 });
  expect([await out.read("empty.json"), await out.read("größe.json")]).toEqual(["", "ü".repeat(70_000)]);
});

test.each([
  [{ status: 403, body: { code: "permission_denied", msg: "no" } }, "GitHub responded with 403: no; run the job again"],
  [
    { status: 502, body: "<html>" },
    "GitHub responded with 502: not JSON, but a web page; GitHub is having problems; run the job again later",
  ],
  [{ status: 200, body: "<html>" }, "GitHub responded with 200 and a body that is not JSON"],
  [{ status: 200, body: {} }, "GitHub responded with 200, but sent {} instead of an address for the upload"],
  [
    { status: 403, body: { code: "resource_exhausted", msg: "insufficient usage" } },
    "GitHub responded with 403: insufficient usage; the storage of artifacts is full; delete old artifacts, or set artifact-retention-days",
  ],
])("if CreateArtifact answers %j, the message is: %s", async (fault, message) => {
  await using github = await gitHubWithJob();
  await using folder = await workspace({ "results.json": "{}" });
  github.fail({ route: `${service}/CreateArtifact`, ...fault });
  const upload = uploadArtifact(uploadIn(folder.path, ["results.json"]), { clock: virtualClock() });
  expect(await upload.then(() => "done", describeApiError)).toBe(message);
});

test.each(["ACTIONS_RESULTS_URL", "ACTIONS_RUNTIME_TOKEN"])("without %s, the message names it", async (name) => {
  await using _ = await gitHubWithJob();
  vi.stubEnv(name, "x");
  await expect(uploadArtifact(uploadIn("/", []))).rejects.toThrow(
    `${name} is missing or not valid; the runner sets it for steps with uses:, not for steps with run:`,
  );
});

test("a missing file is not blamed on GitHub", async () => {
  await using _ = await gitHubWithJob();
  await using folder = await workspace();
  await expect(uploadArtifact(uploadIn(folder.path, ["results.json"]))).rejects.toMatchObject({ code: "ENOENT" });
});

test("a response of the API that does not end is cut off at 64 MiB", async () => {
  const server = createServer((_, response) => {
    response.setHeader("content-type", "application/json");
    const endless = () => {
      while (response.write(Buffer.alloc(1024 ** 2, "[")));
    };
    response.on("drain", endless);
    endless();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const api = createApi("x", { baseUrl: `http://127.0.0.1:${port}`, clock: virtualClock() });
  await expect(api.rest.repos.get({ owner: "octo", repo: "shop" })).rejects.toThrow(
    "GitHub responded with 200 and a body that is not JSON",
  );
  server.closeAllConnections();
  server.close();
});
