/** The sentences for changes of a lead: the same in its thread, in messages and in the history. */
import { countryName } from '../../src/leads/country.ts';
import {
  type ChangeDetails,
  type LeadChange,
  ratings,
  reasonLabel,
  type Stage,
  type Temperature,
  touchKinds,
  touchOutcomes,
} from '../../src/leads/types.ts';
import { bold, date, dated, emoji, link, type Piece, person } from '../kit/blocks.ts';
import { calendarDate } from '../kit/words.ts';
import { fieldWords, ruleWords } from './field-words.ts';
import { syncedWords } from './synced-words.ts';
import { cited, money, ratingEmoji, stageWords, temperatureWords } from './words.ts';

/** A change as it is in the history. */
export interface Change {
  kind: LeadChange;
  actorId: string | null;
  details: unknown;
}

interface Told {
  icon: string;
  said: Piece[];
  /** Typed with it. */
  words?: string | null;
}

/** Labels for values of closed lists; other values as typed. */
const saidIn = (field: string, value: string): string =>
  (field === 'temperature' && temperatureWords[value as Temperature]) ||
  (field === 'stage' && stageWords[value as Stage]) ||
  (field === 'country' && countryName(value)) ||
  value;

const worth = (amount: number | null, currency: string | null): Piece[] =>
  amount === null ? [] : [': ', bold(money(amount, currency))];

type Teller<K extends LeadChange> = (who: Piece, details: ChangeDetails[K]) => Told;

const tellers: { [K in LeadChange]: Teller<K> } = {
  handed_off: (who, { assigneeId, importId, crm, byRule = [] }) => ({
    icon: importId === undefined && crm === undefined ? 'handshake' : 'inbox_tray',
    said: [
      crm === undefined ? who : `From ${crm}: Baton`,
      importId === undefined ? ' handed off this lead' : ' imported this lead from a list',
      ...(assigneeId ? [' to ', person(assigneeId)] : []),
      ...ruleWords(byRule),
    ],
  }),
  appended: (who, { need, filled, differs, messageLink, temperature }) => ({
    icon: 'heavy_plus_sign',
    said: [
      who,
      ' added information',
      ...(filled.length > 0 ? [`: ${filled.map((field) => fieldWords[field] ?? field).join(', ')}`] : []),
      ...(messageLink ? ['  ·  ', link(messageLink, 'original message')] : []),
      ...(temperature
        ? [`\nTemperature: ${temperatureWords[temperature.from]} → ${temperatureWords[temperature.to]}`]
        : []),
      ...Object.entries(differs).map(
        ([field, said]) => `\nNew value for ${fieldWords[field] ?? field}: ${saidIn(field, said)}`,
      ),
    ],
    words: need,
  }),
  accepted: (who, { in: place }) => ({
    icon: 'white_check_mark',
    said: [who, ' accepted this lead', ...(place ? [` in ${place}`] : [])],
  }),
  blocked: (_, { domain }) => ({ icon: 'no_entry', said: [`Not handed off: ${domain} is blocked`] }),
  released: (who, { left }) => ({
    icon: 'leftwards_arrow_with_hook',
    said: left
      ? [person(left), ' has left. This lead is open again.']
      : [who, ' released this lead. It is open again.'],
  }),
  declined: (who, { words, clause, ...why }) => ({
    icon: 'x',
    said: [who, ' declined this lead: ', bold(reasonLabel(why)), ...(clause ? cited(clause) : [])],
    words,
  }),
  marketer_changed: (_who, { from, to, why }) => ({
    icon: 'arrow_right',
    said:
      from === to
        ? ['Not answered in time by ', person(to)]
        : [
            person(from),
            why === 'left' ? ' has left. ' : ' did not answer in time. ',
            person(to),
            ' answers for this lead in marketing now.',
          ],
  }),
  handed_back: (who, { facts }) => ({
    icon: 'speech_balloon',
    said: [who, ' replied and resubmitted this lead. It is open again.'],
    words: facts,
  }),
  touched: (who, { kind, outcome, words }) => ({
    icon: 'telephone_receiver',
    said: [
      who,
      ...(kind ? [' logged a contact: ', bold(touchKinds[kind])] : [' was in contact']),
      ...(outcome ? [`, ${touchOutcomes[outcome].toLowerCase()}`] : []),
    ],
    words,
  }),
  qualified: (who, { amount, currency, closeOn }) => ({
    icon: 'dart',
    said: [
      who,
      ' qualified this lead',
      ...worth(amount, currency),
      ...(closeOn ? [', expected close ', calendarDate(closeOn)] : []),
    ],
  }),
  won: (who, { amount = null, currency = null }) => ({
    icon: 'trophy',
    said: [who, ' won this deal', ...worth(amount, currency)],
  }),
  valued: (who, { amount, currency }) => ({
    icon: 'moneybag',
    said: [who, ' set the deal value', ...worth(amount, currency)],
  }),
  lost: (who, { words, ...why }) => ({
    icon: 'broken_heart',
    said: [who, ' lost this deal: ', bold(reasonLabel(why))],
    words,
  }),
  reopened: (who) => ({ icon: 'arrows_counterclockwise', said: [who, ' reopened this lead'] }),
  nurtured: (who, { until, words, content }) => ({
    icon: 'seedling',
    said: [
      who,
      ' sent this lead to nurture until ',
      date(new Date(until), '{date}'),
      ...(content ? ['  ·  content: ', bold(content.title)] : []),
    ],
    words,
  }),
  woken: (who, { early }) => ({
    icon: 'sunrise',
    said: early
      ? [who, ' brought this lead back from nurture. It is open again.']
      : ['Back from nurture. This lead is open again.'],
  }),
  disqualified: (who, { words }) => ({ icon: 'no_entry_sign', said: [who, ' disqualified this lead'], words }),
  reassigned: (who, { from, to }) => ({
    icon: 'arrow_right',
    said: from
      ? [who, ' reassigned this lead from ', person(from), ' to ', person(to)]
      : [who, ' assigned this lead to ', person(to)],
  }),
  transferred: (who, { from, to }) => ({
    icon: 'arrow_right',
    said: [who, ' retired ', bold(from), '. This lead is with ', bold(to), ' now.'],
  }),
  offered: (_who, { ownerId, until }) => ({
    icon: 'palm_tree',
    said: [
      person(ownerId),
      ' is out of office',
      ...(until === null ? [] : [' ', dated('until ', new Date(until), '{date}')]),
      '. Anyone on the team can take over with ',
      bold('Reassign…'),
    ],
  }),
  snoozed: (who, { until }) => ({ icon: 'zzz', said: [who, ' snoozed this lead ', dated('until ', new Date(until))] }),
  unsnoozed: () => ({ icon: 'alarm_clock', said: ['Snooze ended'] }),
  routed: (_who, { from, to, why }) => ({
    icon: 'arrow_right',
    said: [
      ...(from ? ['Reassigned from ', person(from), ' to '] : ['Assigned to ']),
      person(to),
      `: not accepted in time${why === 'fallback' ? ', fallback owner' : ''}`,
    ],
  }),
  breached: (_who, { clock, userId }) => ({
    icon: 'hourglass',
    said: [`Missed deadline: ${clock === 'accept' ? 'not accepted' : 'no first contact'} in time by `, person(userId)],
  }),
  rated: (who, { moment, rating, words }) => ({
    icon: ratingEmoji[rating],
    said: [
      who,
      ' rated this lead ',
      bold(ratings[rating]),
      moment === 'touch' ? ' after first contact' : ' and declined it',
    ],
    words,
  }),
  content_used: (who, { title, words }) => ({
    icon: 'books',
    said: [who, ' used ', bold(title), ' with this lead'],
    words,
  }),
  noted: (who, { words }) => ({ icon: 'memo', said: [who, ' added a note'], words }),
  synced: (_who, details) => ({ icon: 'link', said: syncedWords(details) }),
};

export function tellChange(change: Change): Told {
  const { in: place } = (change.details ?? {}) as { in?: string };
  const who: Piece = change.actorId ? person(change.actorId) : place ? `Someone in ${place}` : 'Baton';
  // `record` wrote the details of each row in the shape of its kind.
  const teller = tellers[change.kind] as (who: Piece, details: unknown) => Told;
  return teller(who, change.details ?? {});
}

/** The first line of a message about a change. */
export const changeLine = (change: Change): Piece[] => {
  const { icon, said } = tellChange(change);
  return [emoji(icon), ' ', ...said];
};
