/** The pages of lead sources, as they stand. */
import type { ModalView } from '@slack/types';
import { publicAddress } from '../../src/intake/address.ts';
import { validKeys } from '../../src/intake/keys.ts';
import { aboutBody } from '../../src/intake/mapping/choices.ts';
import { allSources, keptOf, lastLeads, requireSource, waitingBodies } from '../../src/intake/queries.ts';
import type { Source } from '../../src/intake/table.ts';
import type { KeptKind } from '../../src/intake/types.ts';
import { pageOf, rowsOf } from '../../src/platform/paging.ts';
import { settingOf } from '../../src/platform/settings/queries.ts';
import { requireTeam } from '../../src/teams/queries.ts';
import { MOST_KEPT, sourceModal } from '../../views/intake/source.ts';
import { SOURCES_PAGE_SIZE, type SourceState, sourcesModal } from '../../views/intake/sources.ts';
import type { Deps } from '../deps.ts';

type Reading = Pick<Deps, 'db' | 'now' | 'refusedBy'>;

/** Where a source is reached from outside. */
export const addressOf = ({ db }: Pick<Deps, 'db'>, { slug }: Pick<Source, 'slug'>): string =>
  `${settingOf(db, publicAddress) ?? 'https://…'}/v1/leads/${slug}`;

export function sourcesPage(deps: Reading, wanted: number): ModalView {
  const { rows, ...page } = pageOf(rowsOf(allSources(deps.db)), { wanted, size: SOURCES_PAGE_SIZE });
  return sourcesModal({ sources: rows.map((source) => stateOf(deps, source)), ...page });
}

export function sourcePage(deps: Reading, sourceId: number, notice?: string): ModalView {
  const source = requireSource(deps.db, sourceId);
  const now = deps.now();
  return sourceModal({
    state: stateOf(deps, source),
    address: addressOf(deps, source),
    keys: validKeys(deps.db, sourceId, now),
    kept: keptOf(deps.db, sourceId, now, MOST_KEPT, 'unread').map(({ body, ...kept }) => ({
      ...kept,
      about: aboutBody(body) || 'A message without text',
    })),
    notice,
  });
}

function stateOf({ db, now, refusedBy }: Reading, source: Source): SourceState {
  const waiting = waitingBodies(db, now()).filter(({ sourceId }) => sourceId === source.id);
  const count = (kind: KeptKind) => waiting.find((one) => one.kind === kind)?.bodies ?? 0;
  const last = lastLeads(db).find(({ sourceId }) => sourceId === source.id);
  return {
    source,
    teamName: requireTeam(db, source.teamId).name,
    lastAt: last && new Date(last.at),
    unread: count('unread'),
    examples: count('example'),
    refused: refusedBy(source.slug),
  };
}
