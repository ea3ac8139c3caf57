/** The data for every view: none, usual, and as much as possible. */

import type { HomeView, ModalView } from '@slack/types';
import type { WithCard } from '../../../src/leads/card-place.ts';
import type { Lead } from '../../../src/leads/table.ts';
import { leadStatuses } from '../../../src/leads/types.ts';
import type { Drawing } from '../../../src/platform/drawing/drawing.ts';
import type { SlackMessage } from '../../../src/platform/outbox/message.ts';
import type { Team } from '../../../src/teams/table.ts';
import type { Blocks } from '../../../views/kit/blocks.ts';
import { hostile, stretched } from '../hostile.ts';
import { marked } from '../outgoing.ts';
import { AT, lead, usualRouting } from '../submitted.ts';

/** The result of a builder; blocks are tested as part of a home. */
export type Rendered = SlackMessage | ModalView | HomeView | Blocks | Drawing;

/** By the name of the builder: its views of the given data. Several if different readers see different ones. */
export type Builders = Record<string, (given: Given) => Rendered[]>;

export const amounts = ['nothing', 'the usual', 'a thousand'] as const;
export type Amount = (typeof amounts)[number];

export interface Given {
  amount: Amount;
  /** The number of listed objects, beyond the shown ones. */
  total: number;
  /** At most this many, in every status; empty without data. */
  leads(most: number, more?: Partial<Lead>): WithCard<Lead>[];
  /** A single lead, also without other data. */
  lead(more?: Partial<Lead>): WithCard<Lead>;
  /** At most this many. */
  teams(most: number, more?: Partial<Team>): Team[];
  team(more?: Partial<Team>): Team;
  people(most: number): string[];
  /** Typed text that fills its field; null without data. */
  words(max: number): string | null;
  /** The same for a required field. */
  name(max: number): string;
  now: Date;
  workspaceUrl: string;
}

/** The worst text for each field, longer than any form accepts today. */
const LONG = 200;
const worst = (max: number): string => {
  const text = texts.get(max) ?? marked(stretched(Object.values(hostile).join(' '), max - 5).toWellFormed(), max);
  texts.set(max, text);
  return text;
};
/** Made once for each length. */
const texts = new Map<number, string>();

export function given(amount: Amount): Given {
  const count = { nothing: 0, 'the usual': 3, 'a thousand': 1000 }[amount];
  const isMuch = amount === 'a thousand';
  const name = (max: number) => (isMuch ? worst(max) : 'Jane Doe'.slice(0, max));
  const oneLead = (more: Partial<Lead> = {}, index = 0): WithCard<Lead> => ({
    ...lead(
      {
        status: leadStatuses[index % leadStatuses.length] ?? 'new',
        name: name(LONG),
        company: name(LONG),
        ...(isMuch && {
          role: worst(100),
          source: worst(70),
          need: worst(2000),
          phone: '+4930901820123',
          email: `${'a'.repeat(64)}@${'b'.repeat(60)}.example`,
        }),
      },
      isMuch,
    ),
    card: isMuch ? { channel: 'C0000000000', ts: '1763542800.000100' } : undefined,
    ...more,
    id: 123_000 + index,
  });
  // Its only manager has left, and its channel is gone: only their ids are known.
  const oneTeam = (more: Partial<Team> = {}, index = 0): Team => ({
    ...usualRouting,
    id: 7 + index,
    kind: index % 2 === 0 ? 'sales' : 'marketing',
    name: isMuch ? worst(75) : `Team ${index}`,
    channelId: 'C0000000000',
    userGroupId: isMuch ? 'S0123456789' : null,
    managerId: 'U0000000000',
    zone: 'Europe/Berlin',
    workDays: isMuch ? [1, 2, 3, 4, 5, 6, 7] : [1],
    worksFrom: '09:00',
    worksUntil: '17:00',
    holidays: isMuch
      ? Array.from({ length: 100 }, (_, day) => new Date(AT.getTime() + day * 86_400_000).toISOString().slice(0, 10))
      : [],
    digestCron: isMuch ? '0 9,14 * * 1-5' : null,
    updatedAt: AT,
    updatedBy: 'U0000000001',
    retiredAt: null,
    ...more,
  });
  const list = <T>(most: number, one: (index: number) => T): T[] =>
    Array.from({ length: Math.min(count, most) }, (_, index) => one(index));
  return {
    amount,
    total: count,
    leads: (most, more) => list(most, (index) => oneLead(more, index)),
    lead: (more) => oneLead(more),
    teams: (most, more) => list(most, (index) => oneTeam(more, index)),
    team: (more) => oneTeam(more),
    people: (most) => list(most, (index) => `U${String(index).padStart(10, '0')}`),
    words: (max) => (amount === 'nothing' ? null : name(max)),
    name,
    now: AT,
    workspaceUrl: 'https://northwind.slack.com/',
  };
}
