/** A person's figures next to their team's. Never next to a colleague's: this is not a ranking. */

import { newestEntryId } from '../leads/queries.ts';
import { type Figures, marketingFigures, salesFigures } from '../leads/reads/figures.ts';
import type { Db } from '../platform/db/open.ts';
import type { Team } from '../teams/table.ts';
import type { Reader } from './reader.ts';

/** Teams whose figures fit. Hardly anyone works in more. */
const NUMBERS_SIZE = 2;

export interface Numbers {
  teams: { team: Team; mine: Figures; all: Figures }[];
}

export function readNumbers(db: Db, { person, teams }: Reader, now: Date): Numbers {
  return {
    teams: teams.slice(0, NUMBERS_SIZE).map((team) => {
      const figures = team.kind === 'sales' ? salesFigures : marketingFigures;
      return {
        team,
        mine: figures(db, team, person.id, now),
        all: shared(db, team, () => figures(db, team, null, now)),
      };
    }),
  };
}

interface Kept {
  version: number;
  until: number;
  figures: Figures;
}

/** Cache: a team's figures are the same for everyone in it. */
const kept = new WeakMap<object, Map<number, Kept>>();

/** Limits reading to one fiftieth of the time, however much changes. */
const REST = 50;

function shared(db: Db, team: Team, read: () => Figures): Figures {
  const ofTeams = kept.get(db.$client) ?? new Map<number, Kept>();
  kept.set(db.$client, ofTeams);
  const known = ofTeams.get(team.id);
  const version = newestEntryId(db);
  const startedAt = performance.now();
  if (known && (known.version === version || startedAt < known.until)) return known.figures;
  const figures = read();
  const endedAt = performance.now();
  ofTeams.set(team.id, { version, figures, until: endedAt + REST * (endedAt - startedAt) });
  return figures;
}
