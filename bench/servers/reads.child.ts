/** Baton's queries on databases of several sizes. */

import { allRituals } from '../../src/all-rituals/list.ts';
import { type HandOff, handOff } from '../../src/leads/acts/handoff.ts';
import { listLeads, MOST_FOUND } from '../../src/leads/reads/list.ts';
import { untouchedOf } from '../../src/leads/reads/untouched.ts';
import { sourcesLike } from '../../src/leads/sources.ts';
import { searchLibrary } from '../../src/library/search/search.ts';
import { createKeys } from '../../src/platform/crypto/keys.ts';
import { openDatabase } from '../../src/platform/db/open.ts';
import { createWriter, type Tx } from '../../src/platform/db/write.ts';
import type { Directory } from '../../src/platform/slack/directory.ts';
import { createRitualTask } from '../../src/rituals/run.ts';
import { teamsOfKind } from '../../src/teams/queries.ts';
import { timed } from '../measure/rounds.ts';
import { contact } from '../seed/words.ts';
import { AT, MARKETER } from '../slack/workspace.ts';
import { serve } from './child.ts';

const TEAM = 3;
const EVERYTHING = { userId: 'U1', teamIds: 'every' } as const;
export const ROWS = 50;

/** Milliseconds of each run. */
export interface DigestTimes {
  digest: number[];
  /** The same rows, each read by its key with better-sqlite3 alone. */
  byKey: number[];
}

let made = 0;

function newLead(teamIds: number[]): HandOff {
  made += 1;
  const { name, company, email } = contact(2_000_000 + made);
  const about = { phone: null, role: null, source: 'Webinar', stage: null, temperature: 'warm' as const };
  const form = { ...about, name, company, email, need: 'A demo next week, with prices for fifty seats.' };
  const by = { assigneeId: null, marketerId: MARKETER, messageLink: null, earlierLeadId: null };
  return { form, teamId: teamIds[made % teamIds.length] ?? 1, ...by };
}

serve<{ paths: Record<string, string> }>(async ({ paths }) => {
  const databases = new Map(Object.entries(paths).map(([name, path]) => [name, openDatabase(path)]));
  const of = (name: string) => {
    const db = databases.get(name);
    if (!db) throw new RangeError(`There is no database ${name}.`);
    return db;
  };
  return {
    ready: true,
    answers: {
      digest: ({ name, times }: { name: string; times: number }): DigestTimes => {
        const db = of(name);
        const page = { limit: ROWS, offset: 0 };
        const ids = untouchedOf(db, TEAM, page, AT).notAccepted.map(({ id }) => id);
        if (ids.length !== ROWS) throw new RangeError(`The digest has ${ids.length} leads.`);
        const byId = db.$client.prepare('select * from leads where id = ?');
        return {
          digest: timed(times, () => untouchedOf(db, TEAM, page, AT)),
          byKey: timed(times, () => ids.map((id) => byId.get(id))),
        };
      },
      untouched: ({ name, times }: { name: string; times: number }) =>
        timed(times, () => untouchedOf(of(name), TEAM, { limit: 10, offset: 0 }, AT)),
      /** A page of a seller's own leads. */
      own: ({ name, times }: { name: string; times: number }) =>
        timed(times, () => listLeads(of(name), { show: 'mine', userId: 'USAM', at: AT }, { limit: 10, offset: 0 })),
      /** Each with its commit, on the disk. */
      handOff: ({ name, times }: { name: string; times: number }) => {
        const db = of(name);
        const teams = teamsOfKind(db, 'sales').map(({ id }) => id);
        return timed(times, () => db.$client.transaction(() => handOff(db as Tx, newLead(teams), AT)).immediate());
      },
      search: ({ name, words, times }: { name: string; words: string; times: number }) =>
        timed(times, () => listLeads(of(name), { show: 'search', words, sight: EVERYTHING }, { limit: 10, offset: 0 })),
      /** The leads among which the page is chosen, each read by its key with better-sqlite3 alone. */
      foundByKey: ({ name, words, times }: { name: string; words: string; times: number }) => {
        const db = of(name);
        const found = listLeads(db, { show: 'search', words, sight: EVERYTHING }, { limit: MOST_FOUND, offset: 0 });
        const byId = db.$client.prepare('select * from leads where id = ?');
        return timed(times, () => found.leads.map(({ id }) => byId.get(id)));
      },
      /** A look of the clock at all rituals, of which none is due. */
      rituals: async ({ name, times }: { name: string; times: number }) => {
        const db = of(name);
        const keys = createKeys(db.$client.name);
        const directory = { members: async () => new Set(), people: async () => [] } as unknown as Directory;
        const look = createRitualTask({ db, write: createWriter(db), directory, keys, now: () => AT }, allRituals);
        await look();
        const took: number[] = [];
        for (let run = 0; run < times; run += 1) {
          const begin = performance.now();
          await look();
          took.push(performance.now() - begin);
        }
        const byKey = db.$client.prepare('select * from teams where id = ?');
        return { took, byKey: timed(times, () => allRituals.map(() => byKey.get(TEAM))) };
      },
      /** The items on the page, each with its document, read by key. */
      itemsByKey: ({ name, words, times }: { name: string; words: string; times: number }) => {
        const db = of(name);
        const { items } = searchLibrary(db, { words, limit: 10, offset: 0 }, AT);
        const byId = db.$client.prepare(
          'select * from library_items join library_texts on library_texts.item_id = library_items.id where library_items.id = ?',
        );
        return timed(times, () => items.map(({ id }) => byId.get(id)));
      },
      library: ({ name, words, times }: { name: string; words: string; times: number }) =>
        timed(times, () => searchLibrary(of(name), { words, limit: 10, offset: 0 }, AT)),
      typeahead: ({ name, words, times }: { name: string; words: string; times: number }) =>
        timed(times, () => sourcesLike(of(name), words, 99)),
    },
  };
});
