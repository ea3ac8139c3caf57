/** Lines that the message of a review, its page and the homes share. */

import { messageLink } from '../../src/platform/slack/mrkdwn.ts';
import type { ShownPoint } from '../../src/reviews/shown.ts';
import type { ReviewAction } from '../../src/reviews/table.ts';
import { bold, dated, dotted, emoji, link, type Piece, person } from '../kit/blocks.ts';
import { counted } from '../kit/words.ts';

/** At noon in UTC it is the same day nearly everywhere. */
export const dueWords = (isoDate: string): Piece => dated('due ', new Date(`${isoDate}T12:00:00Z`), '{date_short}');

/** A day and the name of its weekday. */
export const onDay = (at: Date, words = ''): Piece => dated(words, at, '{date_long_pretty}');

/** "Webinars: do they still pay off?  ·  Sue". */
export function pointLine({ point, ...words }: ShownPoint, workspaceUrl: string): Piece[] {
  const by: Piece[][] = point.by === null ? [] : [[person(point.by)]];
  return dotted([aboutWords(point.about, words, workspaceUrl), ...by]);
}

function aboutWords(
  about: ShownPoint['point']['about'],
  { definition, clause, nextStep }: Omit<ShownPoint, 'point'>,
  workspaceUrl: string,
): Piece[] {
  switch (about.kind) {
    case 'typed':
      return [about.words];
    case 'message':
      return [`“${about.words}” `, link(messageLink(workspaceUrl, about), 'message')];
    case 'definition':
      return [`Lead definition of ${definition?.team ?? 'a team'}: `, changeWords(definition?.news)];
    case 'clause':
      return [
        'Clause “',
        clause ?? 'a deleted clause',
        `”: cited by ${about.leads} of ${counted(about.returned, 'return')}`,
      ];
    case 'feedback': {
      if (!nextStep) return ['Next step of a survey that is deleted by now'];
      const { what, ownerId, dueOn } = nextStep;
      return dotted([
        ['Next step of a survey: ', what],
        ...(ownerId === null ? [] : [[person(ownerId)]]),
        ...(dueOn === null ? [] : [[dueWords(dueOn)]]),
      ]);
    }
  }
}

type News = NonNullable<ShownPoint['definition']>['news'];

/** "1 clause added, 2 edited". */
function changeWords(news: News): string {
  const parts = [
    [news?.added.length ?? 0, 'added'],
    [news?.edited.length ?? 0, 'edited'],
    [news?.retired.length ?? 0, 'retired'],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, words]) => `${counted(count, 'clause')} ${words}`);
  return said.length === 0 ? 'changed, and changed back' : said.join(', ');
}

const states = { open: 'white_medium_square', done: 'white_check_mark', dropped: 'no_entry_sign' } as const;

/** "⬜ Call the list · Sam · due Dec 11". */
export const actionLine = (action: ReviewAction, today: string): Piece[] => [
  emoji(states[action.status]),
  ' ',
  ...dotted([[action.what], [person(action.ownerId)], stateWords(action, today)]),
];

/** "due Dec 11", "done". */
export function stateWords({ status, dueOn, reason }: ReviewAction, today: string): Piece[] {
  if (status === 'done') return ['done'];
  if (status === 'dropped') return [`dropped: ${reason ?? ''}`];
  return dueOn < today ? [bold('overdue'), ', ', dueWords(dueOn)] : [dueWords(dueOn)];
}
