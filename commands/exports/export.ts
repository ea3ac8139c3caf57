import { askForExport } from '../../src/exports/ask.ts';
import { type DatasetName, datasetNames, datasets } from '../../src/exports/list.ts';
import { sightOf } from '../../src/leads/reads/visible.ts';
import { exportComes } from '../../views/exports/file.ts';
import { EXPORT_FORM, exportModal, readExport } from '../../views/exports/form.ts';
import type { Deps } from '../deps.ts';
import { may, permit, type Router } from '../guard.ts';

/** About Baton itself, for admins alone. */
const ofCompany = new Set<DatasetName>(['settings', 'audit']);

/** `/baton export`: data as a file, to the person who asks. */
export function routes(router: Router, deps: Deps): void {
  const allow = 'export.run';

  router.command('/baton export', {
    allow,
    run: async ({ person }) => {
      const isAdmin = await may(deps, 'export.company', person);
      return { open: exportModal(datasetNames.filter((name) => isAdmin || !ofCompany.has(name))) };
    },
  });

  router.submit(EXPORT_FORM, {
    allow,
    read: readExport,
    resource: async ({ value, person }) => {
      if (ofCompany.has(value.what)) await permit(deps, 'export.company', person.id);
      const { teamIds } = await sightOf(deps, person);
      return { teamId: null, teamIds: teamIds === 'every' ? teamIds : [...teamIds] };
    },
    change: (tx, { value, person, resource: { teamIds } }, now) =>
      askForExport(tx, { userId: person.id, ...value, teamIds }, now),
    run: ({ value }) => ({ update: exportComes(datasets[value.what].title) }),
  });
}
