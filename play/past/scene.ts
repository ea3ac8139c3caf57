import type { Actor } from '../../src/leads/actor.ts';
import { requireLead } from '../../src/leads/queries.ts';
import type { Lead } from '../../src/leads/table.ts';
import type { Tx } from '../../src/platform/db/write.ts';
import { MINUTE_MS } from '../../src/platform/time/units.ts';
import type { Actor as RequestActor } from '../../src/requests/actor.ts';
import type { Team } from '../../src/teams/table.ts';
import { addWorkingTime } from '../../src/teams/working-time.ts';
import type { Chance } from './chance.ts';

/** The company in the weeks before the story. */
export interface Scene {
  chance: Chance;
  sales: Team;
  marketing: Team;
  /** Slack ids. */
  people: Record<'mia' | 'noah' | 'sam' | 'lena' | 'priya', string>;
  clauseIds: readonly number[];
  itemIds: readonly number[];
  end: Date;
  /** In the last hour of work before the end, what is open is done within minutes. */
  lastHour: Date;
}

/**
 * The acts of one lead or request, one after the other. Yields the moment of the next act, and goes on in a transaction
 * at that moment.
 */
export type Life = Generator<Date, void, Tx>;

/** A day has eight hours of work, and most acts take a part of it. */
export const DAY = 8 * 60;

/** A moment after `from`, at work; not on the minute, as people are. */
export const later = ({ chance, sales }: Scene, from: Date, [least, most]: readonly [number, number]): Date =>
  addWorkingTime(sales, from, chance.between(least, most) * MINUTE_MS + chance.between(0, 59) * 1000);

/** The same for acts that must not stay open when the story begins. */
export function soonEnough(scene: Scene, from: Date, minutes: readonly [number, number]): Date {
  const at = later(scene, from, minutes);
  return at < scene.lastHour ? at : later(scene, from, [2, 9]);
}

/** The seller who should act now: the owner, or the person who was asked. */
export function sellerOf(tx: Tx, { people }: Scene, lead: Lead): string {
  const { ownerId, assigneeId } = requireLead(tx, lead.id);
  return ownerId ?? assigneeId ?? people.priya;
}

export const seller = ({ sales, people }: Scene, id: string): Actor => ({
  id,
  isSeller: true,
  isManager: id === people.priya,
  isMarketer: false,
  teamChannelId: sales.channelId,
});

export const marketer = ({ sales }: Scene, id: string): Actor => ({
  id,
  isSeller: false,
  isManager: false,
  isMarketer: true,
  teamChannelId: sales.channelId,
});

export const maker = ({ marketing, people }: Scene, id: string): RequestActor => ({
  id,
  isMaker: true,
  isManager: id === people.mia,
  isVoter: false,
  teamChannelId: marketing.channelId,
});
