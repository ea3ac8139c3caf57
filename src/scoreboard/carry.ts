/**
 * A reader's choice as the value of a button, and in the payload of a message. It has no words that people typed: names
 * are keys, which the database turns into names again.
 */
import { createHash } from 'node:crypto';
import { campaignsLike, sourcesLike } from '../leads/sources.ts';
import type { Db } from '../platform/db/open.ts';
import { teamById } from '../teams/queries.ts';
import type { Asked } from './behind.ts';
import { definitionOf, type FigureKey, figureKeys } from './figures.ts';
import { readPeriod, writePeriod } from './periods.ts';
import type { BoardChoice } from './read.ts';
import { boardViews, type Scope } from './scope.ts';
import { partsOf } from './tally.ts';

const BETWEEN = '~';
/** More than a company has. */
const ALL_NAMES = 100_000;

export const keyOf = (name: string | number): string =>
  createHash('sha256').update(String(name)).digest('hex').slice(0, 12);

/** The key of a part, or of a source or campaign; `none` is without one. */
export const partKey = (part: string | number | null): string => (part === null || part === '' ? 'none' : keyOf(part));

export function writeChoice({ view, period, teamId, source, campaign, person }: BoardChoice): string {
  const name = (one: string | undefined) => (one === undefined ? '' : partKey(one));
  const whose = person ? `${person.as}-${person.id}` : '';
  return [view, writePeriod(period), teamId ?? '', name(source), name(campaign), whose].join(BETWEEN);
}

/** Values come from the client: anything unknown is left out, which shows more leads, but no person's figures. */
export function readChoice(db: Db, carry: string): BoardChoice {
  const [view, period = '', team = '', source = '', campaign = '', whose = ''] = carry.split(BETWEEN);
  const [, as, id] = /^(seller|marketer)-(\w{1,30})$/.exec(whose) ?? [];
  return {
    view: boardViews.find((one) => one === view) ?? 'activity',
    period: readPeriod(period) ?? 'month',
    teamId: teamById(db, Number(team))?.id,
    source: nameOf(source, sourcesLike(db, '', ALL_NAMES)),
    campaign: nameOf(campaign, campaignsLike(db, '', ALL_NAMES)),
    person: id && as ? { id, as: as as 'seller' | 'marketer' } : undefined,
  };
}

const nameOf = (key: string, names: string[]): string | undefined =>
  key === 'none' ? '' : names.find((name) => keyOf(name) === key);

/** A figure, or the part of it with this key. */
export const writeAsked = (key: FigureKey, part?: string | number | null): string =>
  part === undefined ? key : `${key}${BETWEEN}${partKey(part)}`;

/** The leads that were handed off from a source or campaign. */
export const writeOrigin = (by: 'source' | 'campaign', name: string): string => `${by}${BETWEEN}${partKey(name)}`;

/** Narrows a choice to the source or campaign that `writeOrigin` wrote; undefined for other text. */
export function readOrigin(db: Db, text: string, choice: BoardChoice): BoardChoice | undefined {
  const [by, key = ''] = text.split(BETWEEN);
  if (by === 'source') return { ...choice, source: nameOf(key, sourcesLike(db, '', ALL_NAMES)) };
  return by === 'campaign' ? { ...choice, campaign: nameOf(key, campaignsLike(db, '', ALL_NAMES)) } : undefined;
}

/** Undefined for a figure that this version of Baton does not know. */
export function readAsked(db: Db, text: string, scope: Scope): Asked | undefined {
  const [name, part] = text.split(BETWEEN);
  const key = figureKeys.find((one) => one === name);
  if (!key) return undefined;
  if (part === undefined || !definitionOf(key).part) return { key };
  if (part === 'none') return { key, part: null };
  const found = partsOf(db, key, scope).find((one) => one.part !== null && keyOf(one.part) === part);
  return { key, ...(found && { part: found.part }) };
}
