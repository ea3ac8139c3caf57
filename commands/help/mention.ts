import { answer } from '../../src/help/answer.ts';
import { type Intent, understand } from '../../src/help/understand.ts';
import { dropImport, takeFile } from '../../src/imports/start.ts';
import { readingContext } from '../../src/leads/reading/context.ts';
import { idempotently } from '../../src/platform/db/idempotency.ts';
import { isTable } from '../../src/platform/files/tables.ts';
import { readable } from '../../src/platform/slack/mrkdwn-in.ts';
import { keepDraft } from '../../src/platform/slack/open-view.ts';
import { rolesOf } from '../../src/teams/roles.ts';
import { HANDOFF } from '../../views/leads/handoff.ts';
import { REQUEST_SEARCH } from '../../views/requests/search.ts';
import type { Deps } from '../deps.ts';
import { may, type Router } from '../guard.ts';
import { refusalOf } from '../permissions.ts';

interface Said {
  userId: string;
  text: string;
  /** Null for a direct message. */
  channel: string | null;
}

/** A person who mentions Baton or writes to it is answered in private. Bots and Slack's own messages get no answer. */
export function routes(router: Router, deps: Deps): void {
  router.event('app_mention', {
    allow: 'slack.event',
    run: async ({ event, key }) => {
      if (event.bot_id || !event.user) return;
      await reply(deps, { userId: event.user, text: event.text, channel: event.channel }, key);
    },
  });

  router.event('message', {
    allow: 'slack.event',
    run: async ({ event, key }) => {
      // Edits, deletions, joins and bots have a subtype or a bot's id; a file from a person has a subtype, too.
      if (event.channel_type !== 'im' || (event.subtype !== undefined && event.subtype !== 'file_share')) return;
      if (('bot_id' in event && event.bot_id) || !event.user) return;
      const table = 'files' in event ? event.files?.find(({ name }) => isTable(name ?? '')) : undefined;
      if (table) await takeTable(deps, { userId: event.user, fileId: table.id, name: table.name ?? '' }, key);
      else await reply(deps, { userId: event.user, text: event.text ?? '', channel: null }, key);
    },
  });
}

/** A CSV or Excel file is a list of leads. */
async function takeTable(
  deps: Deps,
  { userId, fileId, name }: { userId: string; fileId: string; name: string },
  key: string,
): Promise<void> {
  const person = await deps.directory.person(userId);
  if (person.standing === 'a bot') return;
  const refusal = (await may(deps, 'import.run', person)) ? null : refusalOf('import.run', undefined);
  const now = deps.now();
  await deps.write((tx) =>
    idempotently(tx, key, now, () => {
      const { id } = takeFile(tx, { name, fileId, by: userId }, now);
      if (refusal !== null) dropImport(tx, id, refusal, now);
    }),
  );
  deps.reschedule();
}

async function reply(deps: Deps, { userId, text, channel }: Said, key: string): Promise<void> {
  const person = await deps.directory.person(userId);
  if (person.standing === 'a bot') return;
  const roles = await rolesOf(deps, person);
  const intent = understand(readable(text), readingContext(deps));
  const now = deps.now();
  await deps.write((tx) =>
    idempotently(tx, key, now, () => {
      if (!person.isMember) return answer(tx, { userId, channel, wants: 'nothing', draftId: null, roles }, now);
      const draft = draftFor(intent);
      const draftId = draft ? keepDraft(tx, { userId, ...draft }, now) : null;
      answer(tx, { userId, channel, wants: intent.wants, draftId, roles }, now);
    }),
  );
}

/** Initial values for the form that the answer offers. */
function draftFor(intent: Intent) {
  if (intent.wants === 'handoff') return { kind: HANDOFF, content: { guess: intent.guess } };
  if (intent.wants === 'content')
    return { kind: REQUEST_SEARCH, content: { question: intent.question, channel: null } };
  return undefined;
}
