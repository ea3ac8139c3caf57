import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { audienceOf } from '../../src/feedback/audience.ts';
import { type Opening, openingFault, openRound, usualEnd } from '../../src/feedback/open.ts';
import { calendarOf, roundsOf } from '../../src/feedback/queries.ts';
import { minimumGroup } from '../../src/feedback/settings.ts';
import { searchSubjects } from '../../src/feedback/subjects.ts';
import { idempotently, wasDone } from '../../src/platform/db/idempotency.ts';
import { settingOf } from '../../src/platform/settings/queries.ts';
import type { Person } from '../../src/platform/slack/directory.ts';
import { keepDraft, openView, requireDraft, requireView, updateView } from '../../src/platform/slack/open-view.ts';
import { requireColleague, teamsOf } from '../../src/teams/membership.ts';
import { allTeams } from '../../src/teams/queries.ts';
import {
  FEEDBACK_FORM,
  FEEDBACK_START,
  FEEDBACK_SUBJECT,
  FEEDBACK_TEMPLATE,
  feedbackFormModal,
  feedbackStartModal,
  readFeedbackForm,
  readFeedbackStart,
  subjectOptions,
} from '../../views/feedback/ask.ts';
import { homeActions } from '../../views/home/home.ts';
import { REOPEN_FEEDBACK, reopenFeedback } from '../../views/kit/reopen.ts';
import type { Deps } from '../deps.ts';
import { openRounds } from './rounds.ts';

/** Somebody asks for feedback: `/ask-feedback`, a template, the form. */
export function register(app: App, deps: Deps): void {
  app.command('/ask-feedback', async ({ ack, command, respond }) => {
    await ack();
    const colleague = await requireColleague(deps.directory, command.user_id);
    const words = command.text.trim();
    if (/^(?:mine|list)$/i.test(words)) return openRounds(deps, colleague.id, { triggerId: command.trigger_id });
    if (await start(deps, colleague.id, command.trigger_id, words)) return;
    // Slack has given up on the trigger: a button brings a new one, and what was typed is kept for it.
    const draft = { userId: colleague.id, kind: FEEDBACK_START, content: { words } };
    const draftId = await deps.write((tx) => keepDraft(tx, draft, deps.now()));
    await respond({ response_type: 'ephemeral', replace_original: false, ...reopenFeedback(draftId) });
  });

  app.shortcut({ callback_id: 'ask_feedback', type: 'shortcut' }, async ({ ack, shortcut }) => {
    await ack();
    await openFeedbackStart(deps, shortcut.user.id, shortcut.trigger_id);
  });

  app.action<BlockAction<ButtonAction>>(homeActions.askFeedback, async ({ ack, body }) => {
    await ack();
    await openFeedbackStart(deps, body.user.id, body.trigger_id);
  });

  app.action<BlockAction<ButtonAction>>(REOPEN_FEEDBACK, async ({ ack, body, action }) => {
    await ack();
    const userId = body.user.id;
    await requireColleague(deps.directory, userId);
    const draft = requireDraft(deps.db, { id: action.value ?? '', userId, kind: FEEDBACK_START });
    await start(deps, userId, body.trigger_id, (draft as { words: string }).words);
  });

  app.options(FEEDBACK_SUBJECT, async ({ ack, body, options }) => {
    const { id: userId } = await requireColleague(deps.directory, body.user.id);
    const sought = { typed: options.value, userId, limit: MOST_OPTIONS, now: deps.now() };
    await ack(subjectOptions(searchSubjects(deps.db, sought)));
  });

  app.action<BlockAction<ButtonAction>>(FEEDBACK_TEMPLATE, async ({ ack, body, action }) => {
    await ack();
    const colleague = await requireColleague(deps.directory, body.user.id);
    if (!body.view) return;
    const chosen = readFeedbackStart(body.view, action.value);
    await updateView(deps.modals, body.view.id, await formFor(deps, colleague, chosen));
  });

  app.view(FEEDBACK_START, async ({ ack, body, view }) => {
    const colleague = await requireColleague(deps.directory, body.user.id);
    await ack({ response_action: 'update', view: await formFor(deps, colleague, readFeedbackStart(view)) });
  });

  app.view(FEEDBACK_FORM, async ({ ack, body, view }) => {
    const form = readFeedbackForm(view);
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors });
    const colleague = await requireColleague(deps.directory, body.user.id);
    const { names, until, people, team, channel, file, ...given } = form.value;
    const isAnonymous = names === 'anonymous';
    const wanted = { askerId: colleague.id, people, teamId: team, channelId: channel, isAnonymous };
    const audience = await audienceOf(deps, wanted);
    if ('field' in audience) return ack({ response_action: 'errors', errors: { [audience.field]: audience.message } });
    const opening: Opening = {
      ...given,
      ...audience,
      ...(await workingTimeOf(deps, colleague)),
      askerId: colleague.id,
      isAnonymous,
      closesAt: until,
      file: await fileOf(deps, file),
    };
    const key = `view:${view.id}`;
    const now = deps.now();
    const fault = await deps.write((tx) => {
      if (wasDone(tx, key)) return undefined;
      const found = openingFault(tx, opening, now);
      if (!found) idempotently(tx, key, now, () => openRound(tx, deps.keys, opening, now));
      return found;
    });
    if (fault) return ack({ response_action: 'errors', errors: { [fault.field]: fault.message } });
    await ack({ response_action: 'clear' });
  });
}

/** Of each of the four kinds; Slack takes 100 in all. */
const MOST_OPTIONS = 25;

/** @throws UserError when it did not open. */
export async function openFeedbackStart(deps: Deps, userId: string, triggerId: string): Promise<void> {
  await requireColleague(deps.directory, userId);
  await requireView(deps.modals, { triggerId }, startOf(deps, userId, ''));
}

const start = (deps: Deps, userId: string, triggerId: string, words: string): Promise<boolean> =>
  openView(deps.modals, { triggerId }, startOf(deps, userId, words));

function startOf({ db }: Deps, userId: string, words: string) {
  const hasRounds = roundsOf(db, userId, { limit: 1, offset: 0 }).total > 0;
  return feedbackStartModal({ about: words, hasRounds });
}

async function formFor(deps: Deps, colleague: Person, chosen: ReturnType<typeof readFeedbackStart>) {
  const closesAt = usualEnd(calendarOf(deps.db, await workingTimeOf(deps, colleague)), deps.now());
  const minimum = settingOf(deps.db, minimumGroup);
  return feedbackFormModal({ ...chosen, teams: allTeams(deps.db), closesAt, minimum });
}

/** Whose working time counts: that of the asker's team, else the usual one in their zone. */
async function workingTimeOf(deps: Deps, { id, zone }: Person): Promise<{ teamId: number | null; zone: string }> {
  const [team] = await teamsOf(deps, id);
  return { teamId: team?.id ?? null, zone: zone ?? team?.zone ?? 'UTC' };
}

/** The state of a form says little about a file that was put into it: Slack is asked for its name. */
async function fileOf({ web }: Deps, id: string | null): Promise<Opening['file']> {
  if (id === null) return null;
  const { file } = await web.files.info({ file: id });
  return file ? { id, name: file.name || file.title || 'file' } : null;
}
