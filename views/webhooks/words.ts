import type { WebhookEndpoint } from '../../src/platform/webhooks/table.ts';
import { allEvents } from '../../src/webhooks/catalogue.ts';
import { bold, cut, date, dotted, emoji, type Line, type Piece } from '../kit/blocks.ts';

/** An endpoint with what waits for it. */
export interface ShownEndpoint {
  endpoint: WebhookEndpoint;
  /** Names of its teams; null for all. */
  teams: string[] | null;
  waiting: number;
  failed: number;
}

const MOST_NAMED = 3;
const LONGEST = 60;

function eventWords({ events }: WebhookEndpoint): string {
  if (events === null) return 'all events';
  const titles = allEvents.filter(({ type }) => events.includes(type)).map(({ type }) => type);
  return titles.length <= MOST_NAMED ? titles.join(', ') : `${titles.length} kinds of events`;
}

const teamWords = (teams: string[] | null): string =>
  teams === null
    ? 'all teams'
    : teams.length <= MOST_NAMED
      ? teams.map((name) => cut(name, LONGEST)).join(', ')
      : `${teams.length} teams`;

const offWords = {
  person: 'turned off',
  gone: 'turned off: the receiver answered 410, gone',
  unreadable: 'turned off: its address was sealed on another machine. Remove it, and add it again',
};

/** An endpoint in three lines: what goes where, and how it stands. */
export function endpointLines({ endpoint, teams, waiting, failed }: ShownEndpoint): Line[] {
  const { host, payload, offAt, offWhy, deliveredAt, deliveries } = endpoint;
  const standing: Piece[][] =
    offAt === null
      ? [
          deliveredAt === null
            ? ['nothing delivered yet']
            : [`${deliveries} delivered, the last one `, date(deliveredAt)],
          ...(waiting > 0 ? [[`${waiting} waiting`]] : []),
        ]
      : [[emoji('double_vertical_bar'), ` ${offWords[offWhy ?? 'person']}, `, date(offAt)]];
  return [
    [bold(cut(host, LONGEST))],
    dotted([[eventWords(endpoint)], [teamWords(teams)], [payload === 'full' ? 'with all details' : 'ids only']]),
    dotted([...standing, ...(failed > 0 ? [[emoji('warning'), ` ${failed} failed`]] : [])]),
  ];
}

const REASONS: Record<string, string> = {
  TimeoutError: 'No answer within ten seconds',
  ENOTFOUND: 'No such host',
  ECONNREFUSED: 'Nothing listens at this address',
  not_https: 'The address has no TLS',
  turned_off: 'The webhook was turned off',
  unreadable: 'The address was sealed on another machine',
};

/** Why a try failed. */
export function reasonWords(reason: string | null): string {
  if (reason === null) return 'Not tried yet';
  const [, status] = /^http_(\d+)$/.exec(reason) ?? [];
  if (status !== undefined)
    return `The receiver answered ${status}${status.startsWith('3') ? ': redirects are not followed' : ''}`;
  if (reason.startsWith('forbidden_address')) return 'A private address, which `WEBHOOKS_ALLOW` does not have';
  return REASONS[reason] ?? `No answer: ${reason}`;
}
