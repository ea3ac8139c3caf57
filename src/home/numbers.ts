/** Somebody's figures beside their team's. Never beside a colleague's: this is no ranking. */

import { newestEntryId } from '../leads/queries.ts';
import { type Figures, marketingFigures, salesFigures } from '../leads/reads/figures.ts';
import type { Db } from '../platform/db/open.ts';
import type { Team } from '../teams/table.ts';
import type { Reader } from './reader.ts';

/** Teams whose figures fit; more than that nobody works in. */
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

/** A team's figures are the same for everybody in it. */
const kept = new WeakMap<object, Map<number, Kept>>();

/** Reading them takes at most a fiftieth of the time, however much happens. */
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
