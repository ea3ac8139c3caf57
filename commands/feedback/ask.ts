import { audienceOf } from '../../src/feedback/audience.ts';
import { type Opening, openingFault, openRound, usualEnd } from '../../src/feedback/open.ts';
import { calendarOf, roundsOf } from '../../src/feedback/queries.ts';
import { minimumGroup } from '../../src/feedback/settings.ts';
import { isSubjectInSight, searchSubjects } from '../../src/feedback/subjects.ts';
import { sightOf } from '../../src/leads/reads/visible.ts';
import { idempotently } from '../../src/platform/db/idempotency.ts';
import { FormError } from '../../src/platform/errors.ts';
import { settingOf } from '../../src/platform/settings/queries.ts';
import type { Person } from '../../src/platform/slack/directory.ts';
import { requireDraft } from '../../src/platform/slack/open-view.ts';
import { readableFile } from '../../src/platform/slack/readable-file.ts';
import type { Answer } from '../../src/platform/slack/routes.ts';
import { teamsOf } from '../../src/teams/membership.ts';
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
import type { Router } from '../guard.ts';

/** A person starts a survey: `/ask-feedback`, a template, the form. */
export function routes(router: Router, deps: Deps): void {
  const allow = 'feedback.ask';
  router.command('/ask-feedback', { allow, run: ({ text, person }) => startFor(deps, person.id, text) });

  const empty = { allow, run: ({ person }: { person: Person }) => startFor(deps, person.id, '') } as const;
  router.shortcut('ask_feedback', empty);
  router.press(homeActions.askFeedback, empty);

  router.press(REOPEN_FEEDBACK, {
    allow,
    run: ({ value: id, person: { id: userId } }) => {
      const draft = requireDraft(deps.db, { id, userId, kind: FEEDBACK_START });
      return startFor(deps, userId, (draft as { words: string }).words);
    },
  });

  router.options(FEEDBACK_SUBJECT, {
    allow,
    run: async ({ typed, person, now }) => {
      const sight = await sightOf(deps, person);
      return subjectOptions(searchSubjects(deps.db, { typed, sight, limit: MOST_OPTIONS, now }));
    },
  });

  router.press(FEEDBACK_TEMPLATE, {
    allow,
    run: async ({ modal, value, person }) =>
      modal && { update: await formFor(deps, person, readFeedbackStart(modal, value)) },
  });

  router.submit(FEEDBACK_START, {
    allow,
    read: (view) => readFeedbackStart(view),
    run: async ({ value, person }) => ({ update: await formFor(deps, person, value) }),
  });

  router.submit(FEEDBACK_FORM, {
    allow,
    read: readFeedbackForm,
    run: async ({ value, person, key, now }) => {
      const { names, until, people, team, channel, file, ...given } = value;
      const isAnonymous = names === 'anonymous';
      const wanted = { askerId: person.id, people, teamId: team, channelId: channel, isAnonymous };
      const audience = await audienceOf(deps, wanted);
      if (given.subject && !isSubjectInSight(deps.db, given.subject, await sightOf(deps, person))) {
        throw new FormError({ [FEEDBACK_SUBJECT]: 'Not found. Choose from the list.' });
      }
      if ('field' in audience) throw new FormError({ [audience.field]: audience.message });
      const opening: Opening = {
        ...given,
        ...audience,
        ...(await workingTimeOf(deps, person)),
        askerId: person.id,
        isAnonymous,
        closesAt: until,
        file: await fileOf(deps, file, person),
      };
      await deps.write((tx) =>
        idempotently(tx, key, now, () => {
          const fault = openingFault(tx, opening, now);
          if (fault) throw new FormError({ [fault.field]: fault.message });
          openRound(tx, deps.keys, opening, now);
        }),
      );
      return { clear: true };
    },
  });
}

/** Per kind of subject; Slack takes 100 in all. */
const MOST_OPTIONS = 25;

const startFor = (deps: Deps, userId: string, words: string): Answer => ({
  open: startOf(deps, userId, words),
  keep: { kind: FEEDBACK_START, content: { words }, offer: reopenFeedback },
});

function startOf({ db }: Deps, userId: string, words: string) {
  const hasRounds = roundsOf(db, userId, { limit: 1, offset: 0 }).total > 0;
  return feedbackStartModal({ about: words, hasRounds });
}

async function formFor(deps: Deps, colleague: Person, chosen: ReturnType<typeof readFeedbackStart>) {
  const closesAt = usualEnd(calendarOf(deps.db, await workingTimeOf(deps, colleague)), deps.now());
  const minimum = settingOf(deps.db, minimumGroup);
  return feedbackFormModal({ ...chosen, teams: allTeams(deps.db), closesAt, minimum });
}

/** The working time of the asker's team, or the default in their zone. */
async function workingTimeOf(deps: Deps, { id, zone }: Person): Promise<{ teamId: number | null; zone: string }> {
  const [team] = await teamsOf(deps, id);
  return { teamId: team?.id ?? null, zone: zone ?? team?.zone ?? 'UTC' };
}

/** A form's state has only the id of a file: Slack tells its name. */
async function fileOf(deps: Deps, fileId: string | null, { id: userId }: Person): Promise<Opening['file']> {
  if (fileId === null) return null;
  const file = await readableFile(deps, { fileId, userId });
  if (typeof file === 'string') throw new FormError({ file });
  return file;
}
