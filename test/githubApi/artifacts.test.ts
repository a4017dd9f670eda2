import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders, type RequestListener } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { getOctokit } from "@actions/github";
import { describe, expect, test } from "vitest";
import { downloadArtifact, supportsArtifacts, UnusableArtifact } from "../../src/githubApi/artifacts.ts";
import { downloadBlob, StorageError, TooLarge } from "../../src/githubApi/download.ts";
import { messageOf } from "../../src/model/errors.ts";
import { millis } from "../../src/model/unit.ts";
import type { Fault } from "../support/github/faults.ts";
import { type LocalGitHub, startGitHub } from "../support/github/server.ts";
import { zipOf } from "../support/github/zip.ts";
import { workspace } from "../support/loadgate.ts";

const blob = "GET /actions-results/artifacts/{artifact_id}";
const zipAddress = "GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}";
const limits = { maxZipBytes: 10_000, maxEntries: 5, maxBytes: 10_000 };
const files = { "results.json": "{}", "report.html": "<p>" };

function addArtifact(github: LocalGitHub, of: { readonly zip?: Buffer; readonly digest?: string | null } = {}) {
  github.addRun({ id: 100, event: "push", headBranch: "main", headSha: "f95f852b" });
  return github.addArtifact({ name: "results", runId: 100, files, ...of });
}

/** The downloaded file. A failed download must leave no file. */
async function download(
  github: LocalGitHub,
  artifact: { readonly id: number; readonly digest: string | null },
  options = limits,
) {
  await using folder = await workspace();
  const api = getOctokit(github.token, { baseUrl: github.url });
  const repository = { api, owner: "octo", repo: "shop" };
  try {
    await downloadArtifact(repository, { ...artifact, name: "results" }, folder.at("new/in"), {
      fileNames: ["results.json"],
      ...options,
    });
    expect(await readdir(folder.at("new/in"))).toEqual(["results.json"]);
    return await folder.read("new/in/results.json");
  } catch (error) {
    expect([await readdir(folder.path), await readdir(folder.at("new/in"))]).toEqual([["new"], []]);
    throw error;
  }
}

async function server(listener: RequestListener) {
  const listening = createServer(listener).listen(0, "127.0.0.1");
  await once(listening, "listening");
  const address = listening.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    url: `http://127.0.0.1:${address.port}/`,
    [Symbol.asyncDispose]: async () => {
      listening.closeAllConnections();
      listening.close();
      await once(listening, "close");
    },
  };
}

describe("an artifact", () => {
  test("is downloaded, and only the requested files are kept", async () => {
    await using github = await startGitHub();
    expect(await download(github, addArtifact(github))).toBe("{}");
    expect(github.requests.map(({ route, status }) => [route, status])).toEqual([
      [zipAddress, 302],
      [blob, 200],
    ]);
  });

  test("without a digest, as old ones are, is downloaded too", async () => {
    await using github = await startGitHub();
    expect(await download(github, addArtifact(github, { digest: null }))).toBe("{}");
  });

  test("is requested from the storage without the token", async () => {
    const requests: IncomingHttpHeaders[] = [];
    await using storage = await server(({ headers }, response) => {
      requests.push(headers);
      response.end(zipOf(files));
    });
    await using github = await startGitHub();
    github.fail({ route: zipAddress, status: 302, headers: { location: storage.url } });
    expect(await download(github, addArtifact(github))).toBe("{}");
    expect([requests.length, JSON.stringify(requests).includes(github.token), requests[0]?.authorization]).toEqual([
      1,
      false,
      undefined,
    ]);
  });

  test("is found by a relative location", async () => {
    await using github = await startGitHub({ keepViolations: true });
    const artifact = addArtifact(github);
    const location = `/actions-results/artifacts/${artifact.id}?sig=signature-of-${artifact.id}`;
    github.fail({ route: zipAddress, status: 302, headers: { location } });
    expect(await download(github, artifact)).toBe("{}");
  });

  test.each([
    ["is accepted", limits.maxZipBytes, "{}"],
    ["is rejected if it is too large", 100, "the artifact results: it has more than 100 bytes"],
  ])("that is sent instead of a redirect %s", async (_, maxZipBytes, outcome) => {
    await using direct = await server((_, response) => {
      response.setHeader("content-type", "application/zip");
      response.end(zipOf(files));
    });
    await using github = await startGitHub();
    const artifact = addArtifact(github);
    const result = download({ ...github, url: direct.url.slice(0, -1) }, artifact, { ...limits, maxZipBytes });
    expect(await result.catch(messageOf)).toBe(outcome);
  });

  test("that is corrupted once during the transfer is downloaded again", async () => {
    await using github = await startGitHub({ keepViolations: true });
    const body = "corrupted";
    github.fail({ route: blob, times: 1, body, headers: { "content-type": "application/zip" } });
    expect(await download(github, addArtifact(github))).toBe("{}");
  });

  test.each<[string, Parameters<typeof addArtifact>[1], string, number?]>([
    ["with another digest", { digest: `sha256:${"0".repeat(64)}` }, "its digest differs from that of the upload"],
    [
      "that is truncated",
      { zip: zipOf(files).subarray(0, 100) },
      "it cannot be unpacked (End of central directory record signature not found. Either not a zip file, or file is truncated.)",
    ],
    ["that is too large", { zip: zipOf({ "results.json": "x".repeat(10_000) }) }, "it has more than 10000 bytes", 1],
    [
      "with too many files",
      { zip: zipOf({ a: "", b: "", c: "", d: "", e: "", f: "" }) },
      "it holds 6 files, expected at most 5",
    ],
  ])("%s is unusable, and leaves no file", async (_, artifact, reason, times = 2) => {
    await using github = await startGitHub();
    const failed = download(github, addArtifact(github, artifact));
    await expect(failed).rejects.toThrow(UnusableArtifact);
    await expect(failed).rejects.toThrow(`the artifact results: ${reason}`);
    expect(github.requests.filter(({ route }) => route === blob).length).toBe(times);
  });

  test.each([401, 403, 404, 410, 422, 500])(
    "to which GitHub responds with %i is an error with that status",
    async (status) => {
      await using github = await startGitHub();
      github.fail({ route: zipAddress, status, body: { message: "no" } });
      await expect(download(github, addArtifact(github))).rejects.toMatchObject({ status });
    },
  );

  test("without a redirect is an error", async () => {
    await using github = await startGitHub();
    github.fail({ route: zipAddress, body: "<html>hello</html>" });
    await expect(download(github, addArtifact(github))).rejects.toThrow(
      "expected a redirect to the artifact results, got status 200 without a location",
    );
  });

  test.concurrent.each<Omit<Fault, "route">>([
    { status: 503, body: "" },
    { status: 429, body: "" },
    { reset: true },
    { truncated: true },
    { body: "<html>hello</html>" },
  ])("is requested again, with a new address, after the storage fails with %j", async (fault) => {
    await using github = await startGitHub();
    github.fail({ route: blob, times: 1, ...fault });
    expect(await download(github, addArtifact(github))).toBe("{}");
    expect(github.requests.map(({ route }) => route)).toEqual([zipAddress, blob, zipAddress, blob]);
  });

  test.concurrent.each<[Omit<Fault, "route">, number, string]>([
    [{ status: 403, body: "" }, 1, "the artifact storage responded with 403"],
    [{ status: 503, body: "" }, 4, "the artifact storage responded with 503"],
    [{ truncated: true }, 4, "the connection to the artifact storage failed (other side closed)"],
    [{ body: "<html>hello</html>" }, 4, "the artifact storage responded with text/html"],
  ])("is an error if the storage always fails with %j, after %i requests", async (fault, times, reason) => {
    await using github = await startGitHub();
    github.fail({ route: blob, ...fault });
    const failed = download(github, addArtifact(github));
    await expect(failed).rejects.toThrow(StorageError);
    await expect(failed).rejects.toThrow(reason);
    expect(github.requests.filter(({ route }) => route === blob).length).toBe(times);
  });
});

describe("the storage", () => {
  const smallLimits = { maxBytes: 1000, idleTimeoutMs: millis(200) };

  test("that sends no more data is a failure", async () => {
    await using storage = await server((_, response) => void response.write("x"));
    await using folder = await workspace();
    await expect(downloadBlob(storage.url, folder.at("zip"), smallLimits)).rejects.toThrow(
      "the connection to the artifact storage failed (no data for 0.2 s)",
    );
    await using mute = await server(() => {});
    await expect(downloadBlob(mute.url, folder.at("zip"), smallLimits)).rejects.toThrow(
      "the connection to the artifact storage failed (no data for 0.2 s)",
    );
  });

  test("that is slow, but keeps sending, is waited for", async () => {
    await using storage = await server(async (_, response) => {
      for (const part of ["s", "l", "o", "w"]) {
        response.write(part);
        await sleep(400);
      }
      response.end();
    });
    await using folder = await workspace();
    await downloadBlob(storage.url, folder.at("zip"), { maxBytes: 1000, idleTimeoutMs: millis(1200) });
    expect(await folder.read("zip")).toBe("slow");
  });

  test("that sends an endless body without a length is stopped at the limit", async () => {
    await using storage = await server((_, response) => {
      const endless = () => {
        while (response.write(Buffer.alloc(400)));
      };
      response.on("drain", endless);
      endless();
    });
    await using folder = await workspace();
    const failed = downloadBlob(storage.url, folder.at("zip"), { ...smallLimits, idleTimeoutMs: millis(10_000) });
    await expect(failed).rejects.toThrow(TooLarge);
    const written = await folder.read("zip").catch(() => "");
    expect(written.length).toBeLessThanOrEqual(1000);
  });

  test("is reached through the proxy that the environment names", async () => {
    await using folder = await workspace();
    const requestedUrls: string[] = [];
    await using proxy = await server(({ url = "" }, response) => {
      requestedUrls.push(url);
      response.end("by proxy");
    });
    process.env["http_proxy"] = proxy.url;
    try {
      await downloadBlob("http://storage.example/blob?sig=1", folder.at("zip"), smallLimits);
    } finally {
      delete process.env["http_proxy"];
    }
    expect([requestedUrls, await folder.read("zip")]).toEqual([["http://storage.example/blob?sig=1"], "by proxy"]);
  });

  test("is not to blame for an error of the file system", async () => {
    await using storage = await server((_, response) => response.end("x"));
    await using folder = await workspace();
    await expect(downloadBlob(storage.url, folder.at("nowhere/zip"), smallLimits)).rejects.toMatchObject({
      code: "ENOENT",
    });
  });
});

test.each([
  ["https://github.com", true],
  ["https://octo.ghe.com", true],
  ["https://ghe.corp.example", false],
  ["https://github.com.corp.example", false],
  ["https://notghe.com", false],
  ["ghe.corp.example", false],
])("%s supports artifacts: %s", (url, isSupported) => {
  expect(supportsArtifacts(url)).toBe(isSupported);
});
