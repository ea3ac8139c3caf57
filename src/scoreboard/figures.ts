/**
 * The definition of each figure of leads: in words, and next to it the rows that it counts. `/baton scoreboard` shows the
 * words, and docs/scoreboard.md repeats them (test/scoreboard/definitions.test.ts). story.ts says how a row comes about.
 */
import { type Definition, leads as lead } from './definition.ts';

const released =
  'An acceptance that is released before the first contact does not count. A lead that is returned or nurtured later stays counted.';
const reopened = 'A reopened lead does not count until it gets there again; then the later moment counts.';
const value =
  'The value is the last one that was entered: with the qualification, the win, or later. Each currency has a sum of its own. Leads without a value are counted, but add nothing.';
const time = 'Minutes are rounded up, from 100 minutes on to two digits.';
const imported = 'Leads that were worked before they were imported have no times, and do not count.';
const fromHandOff = `For a lead that was resubmitted or came back from nurture, time starts again. Reassigning a lead stops nothing. ${imported} ${time}`;
const firstReturn = 'Only the first return of a lead counts, so that no later one changes it.';

const figures = {
  handed_off: {
    title: 'Handed off',
    counts: 'Leads that were handed off to a sales team (MQL).',
    moment: 'the hand-off',
    note: 'A lead that is resubmitted, or comes back from nurture, is not counted again.',
    at: lead.handedOffAt,
  },
  accepted: {
    title: 'Accepted',
    counts: 'Leads that a seller accepted: by button, by reaction, or by a first contact (SAL).',
    moment: 'the first acceptance',
    note: released,
    at: lead.acceptedAt,
  },
  touched: {
    title: 'Contacted',
    counts: 'Leads with a logged contact.',
    moment: 'the first contact',
    note: 'Nothing takes a contact back, also not a return or a nurture.',
    at: lead.touchedAt,
  },
  qualified: {
    title: 'Qualified',
    counts: 'Leads that sales qualified, whether they were won or lost since (SQL, opportunity).',
    moment: 'the qualification',
    note: reopened,
    at: lead.qualifiedAt,
  },
  won: {
    title: 'Won',
    counts: 'Leads that were won.',
    moment: 'the win',
    note: reopened,
    at: lead.wonAt,
  },
  lost: {
    title: 'Lost',
    counts: 'Leads that were lost after they were qualified.',
    moment: 'the loss',
    note: reopened,
    at: lead.lostAt,
  },
  to_process: {
    title: 'Time to hand off',
    counts:
      'Leads that were handed off from a message, by the working time of their team from the message to the hand-off, which names a seller.',
    moment: 'the hand-off',
    note: `Other hand-offs do not say when the lead came in. ${time}`,
    at: lead.handedOffAt,
    where: { has: lead.processMinutes },
    part: lead.processMinutes,
  },
  to_process_clock: {
    title: 'Time to hand off, on the clock',
    counts: 'The same with nights, weekends and holidays.',
    moment: 'the hand-off',
    note: time,
    at: lead.handedOffAt,
    where: { has: lead.processMinutes },
    part: lead.processClockMinutes,
  },
  to_accept: {
    title: 'Time to accept',
    counts: 'Accepted leads, by the working time of their team from the hand-off to the acceptance.',
    moment: 'the first acceptance',
    note: fromHandOff,
    at: lead.acceptedAt,
    where: { has: lead.acceptMinutes },
    part: lead.acceptMinutes,
  },
  to_accept_clock: {
    title: 'Time to accept, on the clock',
    counts: 'The same with nights, weekends and holidays.',
    moment: 'the first acceptance',
    note: fromHandOff,
    at: lead.acceptedAt,
    where: { has: lead.acceptMinutes },
    part: lead.acceptClockMinutes,
  },
  accept_kept: {
    title: 'Accepted in time',
    counts: 'Accepted leads for which no missed deadline was on record before.',
    moment: 'the first acceptance',
    note: `The deadline is the one that the team had then. ${imported} ${released}`,
    at: lead.acceptedAt,
    where: { lacks: lead.acceptMissedAt, alsoHas: lead.acceptMinutes },
  },
  accept_missed: {
    title: 'Deadline to accept missed',
    counts: 'Leads that were not accepted by their deadline. Each counts once, however often it moved on.',
    moment: 'the first missed deadline',
    note: 'A later acceptance changes nothing.',
    at: lead.acceptMissedAt,
  },
  to_touch: {
    title: 'Time to first contact',
    counts: 'Contacted leads, by the working time of their team from the acceptance to the first contact.',
    moment: 'the first contact',
    note: `A lead that is contacted before it is accepted is accepted with the contact. ${imported} ${time}`,
    at: lead.touchedAt,
    where: { has: lead.touchMinutes },
    part: lead.touchMinutes,
  },
  to_touch_clock: {
    title: 'Time to first contact, on the clock',
    counts: 'The same with nights, weekends and holidays.',
    moment: 'the first contact',
    note: `${imported} ${time}`,
    at: lead.touchedAt,
    where: { has: lead.touchMinutes },
    part: lead.touchClockMinutes,
  },
  touch_kept: {
    title: 'Contacted in time',
    counts: 'Contacted leads for which no missed deadline was on record before.',
    moment: 'the first contact',
    note: `The deadline is the one that the team had then. ${imported}`,
    at: lead.touchedAt,
    where: { lacks: lead.touchMissedAt, alsoHas: lead.touchMinutes },
  },
  touch_missed: {
    title: 'Deadline to contact missed',
    counts: 'Leads that were accepted, but not contacted by their deadline. Each counts once.',
    moment: 'the first missed deadline',
    note: 'A later contact changes nothing.',
    at: lead.touchMissedAt,
  },
  returned: {
    title: 'Returned',
    counts: 'Leads that sales returned to marketing, by the reason as it read then.',
    moment: 'the first return',
    note: `${firstReturn} A lead that marketing resubmits stays counted.`,
    at: lead.returnedAt,
    part: lead.returnReason,
  },
  cited: {
    title: 'Returned for a clause',
    counts: 'Returned leads whose return named a clause of the definition, by the clause.',
    moment: 'the first return',
    note: `${firstReturn} A clause shows its words of today.`,
    at: lead.returnedAt,
    where: { has: lead.returnClauseId },
    part: lead.returnClauseId,
  },
  recycled: {
    title: 'Recycled',
    counts: 'Leads that sales accepted after they had been returned or nurtured.',
    moment: 'that acceptance',
    note: released,
    at: lead.recycledAt,
  },
  answered: {
    title: 'Returns answered',
    counts: 'Returned leads that marketing resubmitted, nurtured or disqualified, by the working time of marketing.',
    moment: 'the answer to the first return',
    note: `${firstReturn} ${time}`,
    at: lead.answeredAt,
    part: lead.answerMinutes,
  },
  answered_clock: {
    title: 'Returns answered, on the clock',
    counts: 'The same with nights, weekends and holidays.',
    moment: 'the answer to the first return',
    note: `${firstReturn} ${time}`,
    at: lead.answeredAt,
    part: lead.answerClockMinutes,
  },
  answer_kept: {
    title: 'Returns answered in time',
    counts: 'Returned leads that marketing answered, and for which no missed deadline was on record before.',
    moment: 'the answer to the first return',
    note: `The deadline is the one that the company had then. ${firstReturn}`,
    at: lead.answeredAt,
    where: { lacks: lead.answerMissedAt },
  },
  answer_missed: {
    title: 'Deadline to answer missed',
    counts: 'Returned leads that marketing did not answer by its deadline, so that its manager got them.',
    moment: 'the missed deadline',
    note: `A later answer changes nothing. ${firstReturn}`,
    at: lead.answerMissedAt,
  },
  unanswered: {
    title: 'Returns without an answer',
    counts: 'Returned leads that still wait for marketing.',
    moment: 'the first return',
    note: firstReturn,
    at: lead.returnedAt,
    where: { lacks: lead.answeredAt },
  },
  rated: {
    title: 'Rated',
    counts: 'Leads that sales rated, by the rating.',
    moment: 'the last rating',
    note: 'A later rating, also by a colleague, replaces the earlier one.',
    at: lead.ratedAt,
    part: lead.rating,
  },
  pipeline: {
    title: 'Pipeline, sourced',
    counts:
      'Deal value of qualified leads, whether they were won or lost since. Every lead here was handed off through Baton.',
    moment: 'the qualification',
    note: `${value} ${reopened}`,
    at: lead.qualifiedAt,
    part: lead.currency,
  },
  pipeline_influenced: {
    title: 'Pipeline, influenced by content',
    counts: 'Deal value of qualified leads with which content was used, and before the win if they are won.',
    moment: 'the qualification',
    note: `These leads are among the sourced ones: never add the two up. It does not say what caused a deal. ${value} ${reopened}`,
    at: lead.qualifiedAt,
    where: { has: lead.contentAt, notAfter: lead.wonAt, unless: 'missing' },
    part: lead.currency,
  },
  revenue: {
    title: 'Revenue, sourced',
    counts: 'Deal value of won leads.',
    moment: 'the win',
    note: `${value} ${reopened}`,
    at: lead.wonAt,
    part: lead.currency,
  },
  influenced: {
    title: 'Revenue, influenced by content',
    counts: 'Deal value of won leads with which content was used before the win, as people logged it.',
    moment: 'the win',
    note: `These wins are among the sourced ones: never add the two up. It does not say what caused a win. ${value}`,
    at: lead.wonAt,
    where: { has: lead.contentAt, notAfter: lead.wonAt },
    part: lead.currency,
  },
} satisfies Record<string, Definition>;

export type FigureKey = keyof typeof figures;
export const figureKeys = Object.keys(figures) as FigureKey[];
export const definitionOf = (key: FigureKey): Definition => figures[key];
