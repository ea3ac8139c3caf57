/** The acts of a morning, and the calls of Slack's API by which a person sees the result of one. */
import { openDatabase } from '../../src/platform/db/open.ts';
import { teamsOfKind } from '../../src/teams/queries.ts';
import {
  acceptance,
  command,
  handoffSubmission,
  homeOpened,
  type Reacted,
  type SignedRequest,
  signed,
  triggerOf,
} from './requests.ts';
import type { Call } from './slack.ts';
import { AT, sellersOf } from './workspace.ts';

export type ActKind = 'hand-off' | '✅' | 'touch' | '/leads' | '/content' | 'home';

export interface Act {
  kind: ActKind;
  request: SignedRequest;
  /** That of the call by which the person sees the result, see `signOf`. */
  sign: string;
}

/** Lists are opened twice as often as leads are handed off. */
const CYCLE: ActKind[] = ['hand-off', '/leads', '✅', '/content', 'touch', '/leads', 'home', '/content'];
const SEARCHES = ['case study', 'price list', 'demo video', 'security', 'hospital'];

/** The result that a call shows; undefined for a call that shows none. */
export function signOf({ method, arguments: given }: Call): string | undefined {
  switch (method) {
    case 'chat.postMessage': {
      const [name] = /Jane Doe \d+/.exec(given.toString().replaceAll('+', ' ')) ?? [];
      return name && !given.has('thread_ts') ? `card of ${name}` : undefined;
    }
    case 'chat.update':
      return `card at ${given.get('channel')} ${given.get('ts')}`;
    case 'views.open':
      return `view ${given.get('trigger_id')}`;
    case 'views.publish':
      return `home of ${given.get('user_id')}`;
    default:
      return undefined;
  }
}

interface Made {
  number: number;
  userId: string;
}

/** Acts of the people of the seeded company, in turn; each on another lead. */
export function acts(databasePath: string, responseUrl: string): (count: number) => Act[] {
  const db = openDatabase(databasePath);
  const teams = teamsOfKind(db, 'sales');
  // Shuffled by Knuth's multiplicative hash: leads that follow each other are in other teams.
  const cards = (status: string, person: string) =>
    db.$client
      .prepare(
        `select ${person} as userId, channel, ts from leads
          join posted_messages on kind = 'lead_card' and subject_id = leads.id where status = ?
          order by subject_id * 2654435761 % 4294967296`,
      )
      .all(status) as Omit<Reacted, 'at'>[];
  const [waiting, accepted] = [cards('new', 'assignee_id'), cards('accepted', 'owner_id')];
  db.$client.close();
  const at = (number: number) => new Date(AT.getTime() + number);
  const react = (number: number, card: Omit<Reacted, 'at'> | undefined, reaction: string) => {
    if (!card) throw new RangeError('There is no lead left.');
    const event = acceptance(`Ev${process.pid}-${number}`, { ...card, at: at(number) }, reaction);
    return { request: signed(JSON.stringify(event)), sign: `card at ${card.channel} ${card.ts}` };
  };
  const list = (name: string, text: string, { number, userId }: Made) => ({
    request: command(name, text, { number, responseUrl, userId }),
    sign: `view ${triggerOf(number)}`,
  });
  const make: Record<ActKind, (made: Made) => Omit<Act, 'kind'>> = {
    'hand-off': ({ number }) => ({
      request: handoffSubmission(number, teams),
      sign: `card of Jane Doe ${number}`,
    }),
    '✅': ({ number }) => react(number, waiting.pop(), 'white_check_mark'),
    touch: ({ number }) => react(number, accepted.pop(), 'telephone_receiver'),
    '/leads': (made) => list('/leads', '', made),
    '/content': (made) => list('/content', SEARCHES[made.number % SEARCHES.length] ?? '', made),
    home: ({ number, userId }) => ({
      request: signed(JSON.stringify(homeOpened(`Ev${process.pid}-${number}`, { userId, at: at(number) }))),
      sign: `home of ${userId}`,
    }),
  };
  let made = 0;
  return (count) =>
    Array.from({ length: count }, () => {
      made += 1;
      const kind = CYCLE[made % CYCLE.length] ?? 'home';
      const team = sellersOf(1 + (made % teams.length));
      const userId = team[Math.floor(made / teams.length) % team.length] ?? '';
      return { kind, ...make[kind]({ number: made, userId }) };
    });
}
