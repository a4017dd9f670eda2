import type { Api } from "../githubApi/api.ts";

/** Whom the token belongs to, where that is a person; a workflow's own token may not ask. Throws where GitHub does not say. */
export async function ownLogin(api: Api): Promise<string | undefined> {
  try {
    return (await api.rest.users.getAuthenticated()).data.login;
  } catch (error) {
    if (!isRefused(error)) throw error;
    return undefined;
  }
}

/** GitHub's word on who asks. Any other failure says nothing of that, and another one's comment must not be taken for ours. */
function isRefused(error: unknown): boolean {
  return error instanceof Error && "status" in error && [401, 403, 404].includes(Number(error.status));
}

/** The bot that all workflows share. */
const workflows = "github-actions[bot]";

interface Written {
  readonly user?: { readonly login: string; readonly type?: string } | null;
}

/** Which bot we are: only where another one than that of all workflows has written something is it worth a question. */
export async function botLogin(api: Api, written: readonly Written[]): Promise<string> {
  const isOther = ({ user }: Written) => user?.type === "Bot" && user.login !== workflows;
  if (!written.some(isOther)) return workflows;
  try {
    const { viewer } = await api.graphql<{ readonly viewer: { readonly login: string } }>("{ viewer { login } }");
    return viewer.login.endsWith("[bot]") ? viewer.login : `${viewer.login}[bot]`;
  } catch (error) {
    // GraphQL's own refusals come under the status of a success.
    const isAnswered = error instanceof Error && error.name === "GraphqlResponseError";
    if (!isAnswered && !isRefused(error)) throw error;
    return workflows;
  }
}
