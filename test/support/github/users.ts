import { crc32 } from "node:zlib";

export interface Account {
  readonly login: string;
  readonly type: "User" | "Bot" | "Organization";
}

/** The account behind the GITHUB_TOKEN of a workflow. */
export const actionsBot: Account = { login: "github-actions[bot]", type: "Bot" };

export function userBody(url: string, { login, type }: Account): Readonly<Record<string, unknown>> {
  const user = `${url}/users/${encodeURIComponent(login)}`;
  const slug = login.replace("[bot]", "");
  return {
    login,
    id: login === actionsBot.login ? 41_898_282 : crc32(login),
    node_id: nodeId("U", login),
    avatar_url: `https://avatars.githubusercontent.com/${slug}`,
    gravatar_id: "",
    url: user,
    html_url: type === "Bot" ? `https://github.com/apps/${slug}` : `https://github.com/${login}`,
    followers_url: `${user}/followers`,
    following_url: `${user}/following{/other_user}`,
    gists_url: `${user}/gists{/gist_id}`,
    starred_url: `${user}/starred{/owner}{/repo}`,
    subscriptions_url: `${user}/subscriptions`,
    organizations_url: `${user}/orgs`,
    repos_url: `${user}/repos`,
    events_url: `${user}/events{/privacy}`,
    received_events_url: `${user}/received_events`,
    type,
    user_view_type: "public",
    site_admin: false,
  };
}

export function nodeId(kind: string, key: string | number): string {
  return `${kind}_${Buffer.from(String(key)).toString("base64url")}`;
}
