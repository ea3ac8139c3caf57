/** Every view of Baton, for each of its readers, with no data, with usual data, and with far too much. */
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { validateView } from '../../sandbox/src/blocks/validate.ts';
import { everyView } from './every/all.ts';
import { type Amount, amounts, given, type Rendered } from './every/given.ts';
import { expectDrawable, expectOpenable, expectPostable, expectPublishable } from './outgoing.ts';

const ROOT = join(import.meta.dirname, '../..');
/** Functions of views/ that make words, elements or options, which are tested with the views that use them. */
const NO_VIEWS: Record<string, string[] | 'all'> = {
  'kit/blocks.ts': 'all',
  'kit/bidi.ts': 'all',
  'leads/options.ts': 'all',
  'questions/answers.ts': ['questionLines', 'questionButtons'],
  'questions/managers.ts': ['listButton'],
  'feedback/ask.ts': ['subjectOptions'],
  'feedback/news.ts': ['actionLines', 'actionButton', 'answerButtons'],
  'feedback/rounds.ts': ['endedButtons', 'runningButtons'],
  'feedback/words.ts': 'all',
  'leads/change.ts': 'all',
  'leads/words.ts': 'all',
  'crm/record-note.ts': 'all',
  'leads/field-words.ts': 'all',
  'leads/synced-words.ts': 'all',
  'leads/quality.ts': ['ratingValue', 'rated'],
  'library/figures.ts': ['workingTime'],
  'library/item.ts': ['itemFields', 'tagOptions'],
  'kit/item-choice.ts': 'all',
  'library/buttons.ts': 'all',
  'library/review.ts': ['writeReviewPlace', 'reviewRow'],
  'library/search.ts': ['tagChoices'],
  'library/words.ts': 'all',
  'marketing-plan/plan.ts': ['entryLines', 'questionLines'],
  'marketing-plan/words.ts': 'all',
  'requests/card.ts': ['itemLines', 'question', 'requestButtons', 'requestDue', 'requestOverflow', 'statusLine'],
  'requests/form.ts': ['heldRequest'],
  'requests/message.ts': ['didItHelp'],
  'requests/news.ts': ['isLoud'],
  'requests/words.ts': 'all',
  'ride-alongs/debrief.ts': ['pointWords'],
  'ride-alongs/entry.ts': 'all',
  'ride-alongs/words.ts': 'all',
  'kit/paging.ts': 'all',
  'mindset/grouping.ts': ['sameText'],
  'mindset/words.ts': 'all',
  'leads/breaches.ts': ['breachCarry'],
  'leads/handoff.ts': ['nameOptions'],
  'help/help.ts': ['nearestWord'],
  'home/ways.ts': ['waysOf'],
  'home/numbers.ts': ['duration'],
  'kit/emphasis.ts': 'all',
  'kit/row.ts': 'all',
  'leads/away.ts': ['handedOver'],
  'leads/actions.ts': ['leadButtons', 'menuOptions'],
  'leads/card.ts': ['contact'],
  'leads/status-line.ts': ['statusLine'],
  'leads/settled.ts': ['isSettled', 'liveListMessage'],
  'leads/assignee.ts': ['anywayValue', 'assigneeFields', 'awayFault'],
  'leads/form.ts': ['keysOf', 'reader', 'snoozeField', 'words', 'wordsField'],
  'settings/preferences.ts': ['chosenWords'],
  'report-cards/card.ts': ['actButton', 'cardsMonth'],
  'report-cards/history.ts': ['curveCharts', 'curveTable'],
  'report-cards/need.ts': 'all',
  'report-cards/words.ts': 'all',
  'reviews/added.ts': ['firstWords'],
  'rituals/invitation.ts': ['askedLines'],
  'rituals/preview.ts': ['previewBlocks'],
  'reviews/look.ts': 'all',
  'reviews/message.ts': ['reviewTitle', 'stateLines'],
  'reviews/thread.ts': ['actionButtons'],
  'reviews/words.ts': 'all',
  'roles/question.ts': ['answerLine', 'questionButtons'],
  'roles/waiting.ts': ['citedLine', 'waitingRoleWords'],
  'roles/words.ts': 'all',
  'scoreboard/behind.ts': 'all',
  'scoreboard/drawn.ts': 'all',
  'targets/drawn.ts': 'all',
  'scoreboard/parts.ts': 'all',
  'scoreboard/picture.ts': ['pictureAlt'],
  'scoreboard/slas.ts': 'all',
  'crm/choices.ts': 'all',
  'crm/connect.ts': ['missingLines'],
  'crm/status.ts': ['statusOf'],
  'crm/words.ts': 'all',
  'currency/words.ts': 'all',
  'scoreboard/words.ts': 'all',
  'targets/words.ts': 'all',
  'targets/progress.ts': ['apartLines', 'timeWords'],
  'targets/target.ts': ['targetCarry'],
  'wins/celebration.ts': ['quarterName'],
  'wins/waiting.ts': ['waitingWinWords'],
  'wins/words.ts': 'all',
  'webhooks/words.ts': 'all',
  'workflows/words.ts': 'all',
  'targets/week.ts': 'all',
  'targets/waiting.ts': ['waitingLines'],
  'intake/mapping.ts': ['chosenNow', 'mappingRef', 'placeOptions', 'translationsNow'],
  'intake/source.ts': ['takenNotice'],
  'intake/sources.ts': ['countsOf', 'sendsOwnFields', 'stateWords'],
  'intake/steps.ts': 'all',
  'alignment/words.ts': 'all',
  'intake/words.ts': 'all',
  'kit/reopen.ts': ['reopenForm'],
  'kit/words.ts': 'all',
  'settings/form.ts': ['settingKeyOf'],
  'teams/changes.ts': ['changeBlocks', 'fieldChanges'],
  'settings/list.ts': ['changedBy', 'valueLines'],
  'health/alert.ts': ['meaningOfAlert', 'placeName'],
};

function expectTaken(rendered: Rendered): void {
  if (Array.isArray(rendered)) {
    if (rendered.length > 0) expectPublishable({ type: 'home', blocks: rendered });
  } else if ('pages' in rendered) expectDrawable(rendered);
  else if (!('type' in rendered)) expectPostable(rendered);
  else if (rendered.type === 'home') expectPublishable(rendered);
  else expectOpenable(rendered);
}

const cases = amounts.flatMap((amount) =>
  Object.entries(everyView).flatMap(([file, builders]) =>
    Object.entries(builders).map(([name, build]): [string, Amount, (typeof builders)[string]] => [
      `${file} ${name}`,
      amount,
      build,
    ]),
  ),
);

describe('Slack accepts', () => {
  test.each(cases)('%s with %s', (_, amount, build) => {
    const rendered = build(given(amount));
    if (amount !== 'nothing') expect(rendered.length).toBeGreaterThan(0);
    for (const one of rendered) expectTaken(one);
  });
});

/** Builders of a file in views/ that are not rendered here. */
async function unrendered(file: string): Promise<string[]> {
  const name = file.replace('views/', '');
  const known = NO_VIEWS[name] ?? [];
  if (known === 'all') return [];
  const module: Record<string, unknown> = await import(join(ROOT, file));
  return Object.entries(module)
    .filter(([each, value]) => typeof value === 'function' && !/^read[A-Z]/.test(each))
    .map(([each]) => each)
    .filter((each) => !known.includes(each) && everyView[name]?.[each] === undefined)
    .map((each) => `${file} ${each}`);
}

test('every builder is rendered here, or listed as not a view', async () => {
  const files = globSync('views/**/*.ts', { cwd: ROOT });
  expect(files.length).toBeGreaterThan(30);
  const missing = await Promise.all(files.map(unrendered));
  expect(missing.flat()).toEqual([]);
});

test('a missing builder is found', async () => {
  const { 'leads/done.ts': known } = everyView;
  delete everyView['leads/done.ts'];
  expect(await unrendered('views/leads/done.ts')).toEqual(['views/leads/done.ts done']);
  if (known) everyView['leads/done.ts'] = known;
  expect(validateView({ type: 'home', blocks: Array(101).fill({ type: 'divider' }) }, 'views.publish')).not.toEqual([]);
});
