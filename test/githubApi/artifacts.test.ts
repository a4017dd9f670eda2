import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders, type RequestListener } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { getOctokit } from "@actions/github";
import { describe, expect, test } from "vitest";
import { downloadArtifact, hasArtifacts, UnusableArtifact } from "../../src/githubApi/artifacts.ts";
import { fetchBlob, StorageFailure, TooLarge } from "../../src/githubApi/download.ts";
import { messageOf } from "../../src/model/errors.ts";
import { millis } from "../../src/model/unit.ts";
import type { Fault } from "../support/github/faults.ts";
import { type LocalGitHub, startGitHub } from "../support/github/server.ts";
import { zipOf } from "../support/github/zip.ts";
import { workspace } from "../support/loadgate.ts";

const blob = "GET /actions-results/artifacts/{artifact_id}";
const zipAddress = "GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}";
const limits = { zipBytes: 10_000, files: 5, bytes: 10_000 };
const files = { "results.json": "{}", "report.html": "<p>" };

function artifactIn(github: LocalGitHub, of: { readonly zip?: Buffer; readonly digest?: string | null } = {}) {
  github.addRun({ id: 100, event: "push", headBranch: "main", headSha: "f95f852b" });
  return github.addArtifact({ name: "results", runId: 100, files, ...of });
}

/** What lies in the directory afterwards; a failure leaves nothing. */
async function downloaded(
  github: LocalGitHub,
  artifact: { readonly id: number; readonly digest: string | null },
  within = limits,
) {
  await using place = await workspace();
  const api = getOctokit(github.token, { baseUrl: github.url });
  const from = { api, owner: "octo", repo: "shop" };
  try {
    await downloadArtifact(from, { ...artifact, name: "results" }, place.at("new/in"), {
      names: ["results.json"],
      ...within,
    });
    expect(await readdir(place.at("new/in"))).toEqual(["results.json"]);
    return await place.read("new/in/results.json");
  } catch (error) {
    expect([await readdir(place.path), await readdir(place.at("new/in"))]).toEqual([["new"], []]);
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
  test("comes as it was uploaded, the wanted files of it, and nothing else stays", async () => {
    await using github = await startGitHub();
    expect(await downloaded(github, artifactIn(github))).toBe("{}");
    expect(github.requests.map(({ route, status }) => [route, status])).toEqual([
      [zipAddress, 302],
      [blob, 200],
    ]);
  });

  test("of old, without a digest, comes too", async () => {
    await using github = await startGitHub();
    expect(await downloaded(github, artifactIn(github, { digest: null }))).toBe("{}");
  });

  test("is asked of the storage without the token", async () => {
    const seen: IncomingHttpHeaders[] = [];
    await using storage = await server(({ headers }, response) => {
      seen.push(headers);
      response.end(zipOf(files));
    });
    await using github = await startGitHub();
    github.fail({ route: zipAddress, status: 302, headers: { location: storage.url } });
    expect(await downloaded(github, artifactIn(github))).toBe("{}");
    expect([seen.length, JSON.stringify(seen).includes(github.token), seen[0]?.authorization]).toEqual([
      1,
      false,
      undefined,
    ]);
  });

  test("comes from where GitHub's address leads, seen from GitHub", async () => {
    await using github = await startGitHub({ keepViolations: true });
    const artifact = artifactIn(github);
    const location = `/actions-results/artifacts/${artifact.id}?sig=signature-of-${artifact.id}`;
    github.fail({ route: zipAddress, status: 302, headers: { location } });
    expect(await downloaded(github, artifact)).toBe("{}");
  });

  test.each([
    ["is taken", limits.zipBytes, "{}"],
    ["is refused where it is too large", 100, "the artifact results: it has more than 100 bytes"],
  ])("that comes in the place of an address %s", async (_, zipBytes, outcome) => {
    await using direct = await server((_, response) => {
      response.setHeader("content-type", "application/zip");
      response.end(zipOf(files));
    });
    await using github = await startGitHub();
    const artifact = artifactIn(github);
    const came = downloaded({ ...github, url: direct.url.slice(0, -1) }, artifact, { ...limits, zipBytes });
    expect(await came.catch(messageOf)).toBe(outcome);
  });

  test("that is spoilt on its way once comes when it is asked for again", async () => {
    await using github = await startGitHub({ keepViolations: true });
    const body = "spoilt";
    github.fail({ route: blob, times: 1, body, headers: { "content-type": "application/zip" } });
    expect(await downloaded(github, artifactIn(github))).toBe("{}");
  });

  test.each<[string, Parameters<typeof artifactIn>[1], string, number?]>([
    ["of another digest", { digest: `sha256:${"0".repeat(64)}` }, "it is not what was uploaded (its digest differs)"],
    [
      "that is cut short",
      { zip: zipOf(files).subarray(0, 100) },
      "it cannot be unpacked (End of central directory record signature not found. Either not a zip file, or file is truncated.)",
    ],
    ["that is too large", { zip: zipOf({ "results.json": "x".repeat(10_000) }) }, "it has more than 10000 bytes", 1],
    [
      "of too many files",
      { zip: zipOf({ a: "", b: "", c: "", d: "", e: "", f: "" }) },
      "it holds 6 files, expected at most 5",
    ],
  ])("%s is unusable, and nothing of it stays", async (_, of, why, times = 2) => {
    await using github = await startGitHub();
    const failed = downloaded(github, artifactIn(github, of));
    await expect(failed).rejects.toThrow(UnusableArtifact);
    await expect(failed).rejects.toThrow(`the artifact results: ${why}`);
    expect(github.requests.filter(({ route }) => route === blob).length).toBe(times);
  });

  test.each([401, 403, 404, 410, 422, 500])(
    "that GitHub answers with %i is an error of that status",
    async (status) => {
      await using github = await startGitHub();
      github.fail({ route: zipAddress, status, body: { message: "no" } });
      await expect(downloaded(github, artifactIn(github))).rejects.toMatchObject({ status });
    },
  );

  test("without an address is an error", async () => {
    await using github = await startGitHub();
    github.fail({ route: zipAddress, body: "<html>hello</html>" });
    await expect(downloaded(github, artifactIn(github))).rejects.toThrow(
      "expected the address of the artifact results, got status 200 without one",
    );
  });

  test.concurrent.each<Omit<Fault, "route">>([
    { status: 503, body: "" },
    { status: 429, body: "" },
    { reset: true },
    { truncated: true },
    { body: "<html>hello</html>" },
  ])("that the storage answers with %j comes when it is asked again, by a new address", async (fault) => {
    await using github = await startGitHub();
    github.fail({ route: blob, times: 1, ...fault });
    expect(await downloaded(github, artifactIn(github))).toBe("{}");
    expect(github.requests.map(({ route }) => route)).toEqual([zipAddress, blob, zipAddress, blob]);
  });

  test.concurrent.each<[Omit<Fault, "route">, number, string]>([
    [{ status: 403, body: "" }, 1, "the storage of artifacts answered 403"],
    [{ status: 503, body: "" }, 4, "the storage of artifacts answered 503"],
    [{ truncated: true }, 4, "the storage of artifacts broke off (other side closed)"],
    [{ body: "<html>hello</html>" }, 4, "the storage of artifacts answered with text/html"],
  ])("that the storage always answers with %j is an error, after %i times", async (fault, times, why) => {
    await using github = await startGitHub();
    github.fail({ route: blob, ...fault });
    const failed = downloaded(github, artifactIn(github));
    await expect(failed).rejects.toThrow(StorageFailure);
    await expect(failed).rejects.toThrow(why);
    expect(github.requests.filter(({ route }) => route === blob).length).toBe(times);
  });
});

describe("the storage", () => {
  const few = { mostBytes: 1000, idleMs: millis(200) };

  test("that falls silent is given up", async () => {
    await using storage = await server((_, response) => void response.write("x"));
    await using place = await workspace();
    await expect(fetchBlob(storage.url, place.at("zip"), few)).rejects.toThrow(
      "the storage of artifacts broke off (nothing came for 0.2 s)",
    );
    await using mute = await server(() => {});
    await expect(fetchBlob(mute.url, place.at("zip"), few)).rejects.toThrow(
      "the storage of artifacts broke off (nothing came for 0.2 s)",
    );
  });

  test("that is slow and not silent is waited for", async () => {
    await using storage = await server(async (_, response) => {
      for (const part of ["s", "l", "o", "w"]) {
        response.write(part);
        await sleep(400);
      }
      response.end();
    });
    await using place = await workspace();
    await fetchBlob(storage.url, place.at("zip"), { mostBytes: 1000, idleMs: millis(1200) });
    expect(await place.read("zip")).toBe("slow");
  });

  test("that never ends, and does not say how much comes, is stopped at the limit", async () => {
    await using storage = await server((_, response) => {
      const endless = () => {
        while (response.write(Buffer.alloc(400)));
      };
      response.on("drain", endless);
      endless();
    });
    await using place = await workspace();
    const failed = fetchBlob(storage.url, place.at("zip"), few);
    await expect(failed).rejects.toThrow(TooLarge);
    const written = await place.read("zip").catch(() => "");
    expect(written.length).toBeLessThanOrEqual(1000);
  });

  test("is asked by way of the proxy that the environment names", async () => {
    await using place = await workspace();
    const asked: string[] = [];
    await using proxy = await server(({ url = "" }, response) => {
      asked.push(url);
      response.end("by proxy");
    });
    process.env["http_proxy"] = proxy.url;
    try {
      await fetchBlob("http://storage.example/blob?sig=1", place.at("zip"), few);
    } finally {
      delete process.env["http_proxy"];
    }
    expect([asked, await place.read("zip")]).toEqual([["http://storage.example/blob?sig=1"], "by proxy"]);
  });

  test("that cannot be written down is no failure of its own", async () => {
    await using storage = await server((_, response) => response.end("x"));
    await using place = await workspace();
    await expect(fetchBlob(storage.url, place.at("nowhere/zip"), few)).rejects.toMatchObject({ code: "ENOENT" });
  });
});

test.each([
  ["https://github.com", true],
  ["https://octo.ghe.com", true],
  ["https://ghe.corp.example", false],
  ["https://github.com.corp.example", false],
  ["https://notghe.com", false],
  ["ghe.corp.example", false],
])("%s has artifacts: %s", (url, has) => {
  expect(hasArtifacts(url)).toBe(has);
});
