import { authFamily } from './auth.ts';
import { blocksFamily } from './blocks.ts';
import { chatFamily } from './chat.ts';
import { conversationsFamily } from './conversations.ts';
import { filesFamily } from './files.ts';
import { functionsFamily } from './functions.ts';
import { historyFamily } from './history.ts';
import type { Method } from './method.ts';
import { oauthFamily } from './oauth.ts';
import { reactionsFamily } from './reactions.ts';
import { scheduledFamily } from './scheduled.ts';
import { unfurlFamily } from './unfurl.ts';
import { usersFamily } from './users.ts';
import { viewsFamily } from './views.ts';

/** Every implemented method, by name. */
export const createRegistry = (sockets: { issueTicket(): string }): Map<string, Method> =>
  new Map(
    Object.entries({
      ...authFamily(sockets),
      ...blocksFamily,
      ...chatFamily,
      ...conversationsFamily,
      ...historyFamily,
      ...usersFamily,
      ...reactionsFamily,
      ...viewsFamily,
      ...filesFamily,
      ...scheduledFamily,
      ...unfurlFamily,
      ...functionsFamily,
      ...oauthFamily,
    }),
  );
