import type { WebClient } from '@slack/web-api';
import type { Company } from './company.ts';
import { nextCursor } from './pages.ts';

/** The maximum of auth.teams.list (https://docs.slack.dev/reference/methods/auth.teams.list). */
const WORKSPACES_PAGE = 1_000;

/** The workspaces that the token of an organisation reaches. */
export async function grantedWorkspaces(web: WebClient): Promise<{ id: string; name: string }[]> {
  const granted: { id: string; name: string }[] = [];
  for (let cursor: string | undefined, isFirst = true; isFirst || cursor; isFirst = false) {
    const page = await web.auth.teams.list({ limit: WORKSPACES_PAGE, ...(cursor ? { cursor } : {}) });
    for (const { id, name = '' } of page.teams ?? []) if (id) granted.push({ id, name });
    cursor = nextCursor(page, cursor);
  }
  return granted;
}

/** Takes over what an organisation's admins changed since the start, where Baton works in all granted workspaces. */
export async function refreshWorkspaces(web: WebClient, company: Company): Promise<void> {
  if (!company.takesAll) return;
  const granted = await grantedWorkspaces(web);
  // Without any, the last ones stay: each call then says what is wrong.
  if (granted.length > 0) company.workspaceIds = granted.map(({ id }) => id);
}
