import type { Api } from "../githubApi/api.ts";
import { isRateLimitError, responseOf } from "../githubApi/apiError.ts";
import { expectedResponses, expecting } from "../githubApi/expectedResponse.ts";
import { arrayOf, nonEmptyString, objectOf } from "./payload.ts";

/** The account that the token belongs to. `unknown`: GitHub did not answer the question. */
export type TokenAccount =
  | { readonly kind: "user"; readonly login: string }
  | { readonly kind: "bot" }
  | { readonly kind: "unknown"; readonly error: unknown };

export async function fetchTokenAccount(api: Api): Promise<TokenAccount> {
  try {
    const { data } = await api.rest.users.getAuthenticated({ request: expecting(expectedResponses.user) });
    return { kind: "user", login: data.login };
  } catch (error) {
    return isRefused(error) ? { kind: "bot" } : { kind: "unknown", error };
  }
}

/** GitHub itself says that the token has no user. After any other failure, the account is unknown. */
function isRefused(error: unknown): boolean {
  const response = responseOf(error);
  if (response === undefined || isRateLimitError(error)) return false;
  return [403, 404].includes(response.status) && nonEmptyString(objectOf(response.data)["message"]) !== undefined;
}

/** The author of all comments that are written with a GITHUB_TOKEN. */
const actionsBot = "github-actions[bot]";

interface Authored {
  readonly user?: { readonly login: string; readonly type?: string | null } | null | undefined;
}

/** The comments that the token's account wrote. Throws if that stays unknown: a second comment would be the result. */
export async function selectOwn<T extends Authored>(
  api: Api,
  account: TokenAccount,
  comments: readonly T[],
): Promise<readonly T[]> {
  const by = (login: string) => comments.filter(({ user }) => user?.login === login);
  switch (account.kind) {
    case "user":
      return by(account.login);
    case "bot":
      return by(await botLogin(api, comments));
    case "unknown":
      // Only workflows of this repository write as this bot.
      if (by(actionsBot).length === comments.length) return comments;
      throw account.error;
  }
}

/** The bot that the token belongs to. Asks GitHub only if another bot than GitHub Actions wrote one of the comments. */
async function botLogin(api: Api, comments: readonly Authored[]): Promise<string> {
  const isByOtherBot = ({ user }: Authored) => user?.type === "Bot" && user.login !== actionsBot;
  if (!comments.some(isByOtherBot)) return actionsBot;
  try {
    const request = expecting(expectedResponses.viewer);
    const { viewer } = await api.graphql<{ readonly viewer: { readonly login: string } }>("{ viewer { login } }", {
      request,
    });
    return viewer.login.endsWith("[bot]") ? viewer.login : `${viewer.login}[bot]`;
  } catch (error) {
    if (!isRefused(error) && !isRefusedByGraphql(error)) throw error;
    return actionsBot;
  }
}

/** GraphQL reports its errors with a success status. A rate limit and an internal error are no refusal. */
function isRefusedByGraphql(error: unknown): boolean {
  const { errors } = error instanceof Error && "errors" in error ? error : { errors: undefined };
  return arrayOf(errors).some((one) => {
    const { type, message } = objectOf(one);
    return type === "FORBIDDEN" || type === "INSUFFICIENT_SCOPES" || /not accessible/i.test(String(message));
  });
}
