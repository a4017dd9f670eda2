import { type Dispatcher, fetch } from "undici";
import { z } from "zod";
import { ApiError } from "./apiError.ts";
import { readBody } from "./bodyLimit.ts";
import { describeMismatch } from "./expectedResponse.ts";
import { NoResponse, type SendContext, type SentRequest, sendWithRetries } from "./send.ts";

/** The service that creates, lists and deletes the artifacts of the own run. */
export interface ArtifactService {
  readonly url: string;
  readonly token: string;
  /** Identifies the run and the job to the service. */
  readonly backendIds: BackendIds;
  readonly dispatcher: Dispatcher;
  readonly context: SendContext;
}

type Message = Readonly<Record<string, unknown>>;

interface BackendIds {
  readonly workflow_run_backend_id: string;
  readonly workflow_job_run_backend_id: string;
}

/** Reads the variables that the runner sets for the steps of an action. Throws if they are missing. */
export function artifactServiceOf(
  env: Readonly<Record<string, string | undefined>>,
  dispatcher: Dispatcher,
  context: SendContext,
): ArtifactService {
  const { ACTIONS_RESULTS_URL: url = "", ACTIONS_RUNTIME_TOKEN: token = "" } = env;
  const origin = URL.parse(url)?.origin;
  const backendIds = backendIdsIn(token);
  if (origin !== undefined && backendIds !== undefined) return { url: origin, token, backendIds, dispatcher, context };
  const name = origin === undefined ? "ACTIONS_RESULTS_URL" : "ACTIONS_RUNTIME_TOKEN";
  throw new Error(`${name} is missing or not valid; the runner sets it for steps with uses:, not for steps with run:`);
}

/** The token is a JWT. One of its scopes names the run and the job: "Actions.Results:<run>:<job>". */
function backendIdsIn(token: string): BackendIds | undefined {
  const claims = Buffer.from(token.split(".")[1] ?? "", "base64url").toString();
  const [, run, job] = /[" ]Actions\.Results:([^:" ]+):([^:" ]+)[" ]/.exec(claims) ?? [];
  if (run === undefined || job === undefined) return undefined;
  return { workflow_run_backend_id: run, workflow_job_run_backend_id: job };
}

const methods = {
  CreateArtifact: {
    what: "an address for the upload",
    schema: z.object({ ok: z.literal(true), signed_upload_url: z.url({ protocol: /^https?$/ }) }),
  },
  FinalizeArtifact: {
    what: "the id of the artifact",
    // 64-bit integers are texts in the JSON of protocol buffers.
    schema: z.object({ ok: z.literal(true), artifact_id: z.coerce.number().int().positive() }),
  },
  ListArtifacts: {
    what: "a list of artifacts",
    schema: z.object({
      artifacts: z.array(
        z.object({
          workflow_run_backend_id: z.string(),
          workflow_job_run_backend_id: z.string(),
          database_id: z.coerce.number().int().positive(),
          name: z.string(),
        }),
      ),
    }),
  },
  DeleteArtifact: { what: "a confirmation", schema: z.object({ ok: z.literal(true) }) },
} as const;

type Method = keyof typeof methods;
type Response<M extends Method> = z.output<(typeof methods)[M]["schema"]>;
export type OwnArtifact = Response<"ListArtifacts">["artifacts"][number];

/** Calls a method of the service. Throws ApiError or NoResponse. */
export async function callArtifactService<M extends Method>(
  { url, token, backendIds, dispatcher, context }: ArtifactService,
  method: M,
  message: Message,
  findCreated?: SentRequest<Response<M>>["findCreated"],
): Promise<Response<M>> {
  const address = `${url}/twirp/github.actions.results.api.v1.ArtifactService/${method}`;
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json", "user-agent": "loadgate" };
  const body = JSON.stringify({ ...backendIds, ...message });
  const send = async (signal: AbortSignal): Promise<Response<M>> => {
    const response = await fetch(address, { method: "POST", headers, body, dispatcher, signal });
    const data = parseJson(await readBody(response.body));
    const { status } = response;
    if (!response.ok) {
      const { msg } = z.object({ msg: z.string() }).safeParse(data).data ?? { msg: undefined };
      const restData = msg === undefined ? data : { message: msg };
      const failed = { status, headers: Object.fromEntries(response.headers), data: restData };
      throw new ApiError(failed, { url: address }, "", undefined);
    }
    if (typeof data === "string") throw new NoResponse(`GitHub responded with ${status} and a body that is not JSON`);
    return requireFields(method, status, snakeCase(data));
  };
  return await sendWithRetries({ name: `POST ${method}`, send, findCreated }, context);
}

function requireFields<M extends Method>(method: M, status: number, data: unknown): Response<M> {
  const mismatch = describeMismatch(data, methods[method]);
  if (mismatch !== undefined) throw new NoResponse(`GitHub responded with ${status}, but ${mismatch}`);
  return methods[method].schema.parse(data) as Response<M>;
}

/** The text itself if it is not JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Protocol buffers have two spellings in JSON: signed_upload_url and signedUploadUrl. */
function snakeCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snakeCase);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      snakeCase(item),
    ]),
  );
}
