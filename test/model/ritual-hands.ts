/** How people do each act on the report card in Slack, and the sentence for it. */
import { ritualActions } from '../../views/rituals/list.ts';
import { called, dateAhead } from './company.ts';
import type { Way } from './hands.ts';
import type { RitualAct, Wish } from './ritual.ts';

const id = 'report_card';
const excellent = Object.fromEntries(Array.from({ length: 6 }, (_, place) => [`mark${place}`, 'A  excellent']));

const ways: Record<RitualAct, (wish: Wish) => Way> = {
  answer: ({ cycle }) => ({
    ...{ action: 'ritual_answer_report_card', id: cycle.id ?? 0 },
    ...{ form: 'Report card', fields: excellent, known: 'Thank you' },
  }),
  move: ({ now, days }) => ({
    ...{ action: ritualActions.move, id, form: 'Move' },
    fields: { 'New day': dateAhead(now, days) },
  }),
  skip: ({ cycle }) => ({
    ...{ action: ritualActions.skip, id: cycle.id ?? 0 },
    form: cycle.status === 'planned' ? 'Skip' : 'End',
  }),
  start: () => ({ action: ritualActions.start, id, form: 'Start now' }),
  stop: () => ({ action: ritualActions.stop, id }),
  resume: () => ({ action: ritualActions.resume, id }),
};

export const ritualWay = (wish: Wish): Way => ways[wish.act](wish);

const verbs: Record<RitualAct, (wish: Wish) => string> = {
  answer: () => 'fills in the report card',
  move: ({ days }) => `moves the next report card to ${days} days from now`,
  skip: ({ cycle }) => (cycle.status === 'planned' ? 'skips the next report card' : `ends one that is ${cycle.status}`),
  start: () => 'starts the report card now',
  stop: () => 'stops the report card',
  resume: () => 'starts the report card again',
};

export const ritualSentence = (wish: Wish): string => `${called(wish.by)} ${verbs[wish.act](wish)}`;
