import { getOctokit } from "@actions/github";
import { limitBody } from "./bodyLimit.ts";
import { describeMismatch, type ExpectedResponse } from "./expectedResponse.ts";
import { NoResponse, type SendContext, sendContext, sendWithRetries } from "./send.ts";

/** A client for GitHub's REST and GraphQL API. */
export type Api = ReturnType<typeof getOctokit>;

/** A repository, with a client that may read it. */
export interface RepositoryApi {
  readonly api: Api;
  readonly owner: string;
  readonly repo: string;
}

export interface ApiOptions extends SendContext {
  /** Default: the address that the runner names. */
  readonly baseUrl: string;
}

/** Options of a single call, under its parameter `request`. */
export interface CallOptions {
  /** The call fails unless the response is as expected. */
  readonly expected?: ExpectedResponse;
  /** Looks for what a call that creates something has created, although its response was lost. */
  readonly findCreated?: () => Promise<object | undefined>;
}

/**
 * Creates a client for GitHub's API that retries failed requests within the limits of retry.ts.
 * Octokit's own retry plugins limit no time, or ignore Retry-After.
 */
export function createApi(token: string, options: Partial<ApiOptions> = {}): Api {
  const { baseUrl, ...given } = options;
  const context: SendContext = { ...sendContext, ...given };
  const api = getOctokit(token, baseUrl === undefined ? {} : { baseUrl: baseUrl.replace(/\/+$/, "") });
  api.hook.wrap("request", async (send, request) => {
    const { expected, findCreated }: CallOptions & typeof request.request = request.request;
    type Response = Awaited<ReturnType<typeof send>>;
    const fetch = limitBody(request.request.fetch ?? globalThis.fetch);
    return await sendWithRetries<Response>(
      {
        name: `${request.method} ${URL.parse(request.url)?.pathname ?? request.url}`,
        async send(signal) {
          // Inner hooks receive Octokit's own object. A replacement would be ignored, so it is changed in place.
          request.request = { ...request.request, signal, fetch };
          return requireExpected(await send(request), expected);
        },
        ...(findCreated === undefined
          ? {}
          : {
              findCreated: async () => {
                const data = await findCreated();
                return data === undefined ? undefined : { status: 200, url: "", headers: {}, data };
              },
            }),
      },
      context,
    );
  });
  return api;
}

/** GitHub's JSON bodies are objects or lists, never a bare text, number or null. */
function requireExpected<T extends { readonly status: number; readonly data: unknown }>(
  response: T,
  expected: ExpectedResponse | undefined,
): T {
  const { status, data } = response;
  if (status >= 300) return response;
  const isJson = typeof data === "object" && data !== null && !(data instanceof ArrayBuffer);
  if (!isJson && status !== 204) throw new NoResponse(`GitHub responded with ${status} and a body that is not JSON`);
  const mismatch = expected === undefined ? undefined : describeMismatch(data, expected);
  if (mismatch !== undefined) throw new NoResponse(`GitHub responded with ${status}, but ${mismatch}`);
  return response;
}
