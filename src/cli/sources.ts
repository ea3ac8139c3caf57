/** Names of sources, teams and senders, as people type them. */
import { allSources, sourceBySlug } from '../intake/queries.ts';
import { type Sender, senders } from '../intake/senders.ts';
import type { Source } from '../intake/table.ts';
import type { Db } from '../platform/db/open.ts';
import { disjunction } from '../platform/list-format.ts';
import { teamsOfKind } from '../teams/queries.ts';
import type { Team } from '../teams/table.ts';
import { UsageError } from './command.ts';

/** The path of a source, below the address that your server with TLS has. */
export const pathOf = ({ slug }: Pick<Source, 'slug'>): string => `/v1/leads/${slug}`;

/** By its name, or by the last part of its address. @throws UsageError that lists the sources. */
export function sourceNamed(db: Db, typed: string): Source {
  const found = sourceBySlug(db, typed) ?? allSources(db).find(({ name }) => isSame(name, typed));
  if (found) return found;
  throw new UsageError(`There is no source "${typed}". ${known(allSources(db), 'Known')}`);
}

/** A sales team; the only one if none is named. @throws UsageError that lists the teams. */
export function salesTeamNamed(db: Db, typed: string | undefined): Team {
  const teams = teamsOfKind(db, 'sales');
  const found =
    typed === undefined ? (teams.length === 1 ? teams[0] : undefined) : teams.find(({ name }) => isSame(name, typed));
  if (found) return found;
  throw new UsageError(`Name a sales team with --team. ${known(teams, 'Teams')}`);
}

/** @throws UsageError that lists the senders. */
export function senderNamed(typed: string | undefined): Sender {
  const found = senders.find((one) => one === (typed ?? 'header'));
  if (found) return found;
  throw new UsageError(`The sender is ${disjunction.format(senders)}.`);
}

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.trim().toLowerCase();

const known = (things: readonly { name: string }[], title: string): string =>
  things.length === 0 ? 'None exists.' : `${title}: ${things.map(({ name }) => name).join(', ')}.`;
