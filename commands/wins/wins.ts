import type { ModalView } from '@slack/types';
import { pageOf } from '../../src/platform/paging.ts';
import type { Person } from '../../src/platform/slack/directory.ts';
import { fieldFault } from '../../src/platform/slack/form.ts';
import { isSomeManager } from '../../src/teams/membership.ts';
import { quarterToCelebrate } from '../../src/wins/celebration/quarter.ts';
import { assistedWins, recordOf } from '../../src/wins/record.ts';
import { RECORD_PAGE, RECORD_SIZE, recordModal, WIN_RECORD } from '../../views/wins/record.ts';
import { OPEN_WINS, RECORD_FORM, RECORD_OF, readRecordForm, recordForm, winsModal } from '../../views/wins/wins.ts';
import type { Deps } from '../deps.ts';
import { may, type Router, type Subject } from '../guard.ts';
import { refusalOf } from '../permissions.ts';
import { managedTeamOf } from '../scoreboard/choice.ts';

/** `/baton wins`, and the assist record of a person: for them and their manager alone. */
export function routes(router: Router, deps: Deps): void {
  const page = (person: Person, now: Date) => {
    const isManager = isSomeManager(deps.db, person);
    const hasDraft = isManager && quarterToCelebrate(deps.db, now) !== undefined;
    return { open: winsModal({ readerId: person.id, isManager, hasDraft }) };
  };
  router.command('/baton wins', { allow: 'win.see', run: ({ person, now }) => page(person, now) });
  router.press(OPEN_WINS, { allow: 'win.see', run: ({ person, now }) => page(person, now) });

  router.press(WIN_RECORD, {
    allow: 'win.record',
    resource: ({ value, person }) => subjectFor(deps, value, person),
    run: ({ value, person }) => ({ open: recordPage(deps, value, 0, person) }),
  });

  router.page(RECORD_PAGE, {
    allow: 'win.record',
    resource: ({ carry, person }) => subjectFor(deps, carry, person),
    run: ({ carry, page, person }) => recordPage(deps, carry, page, person),
  });

  router.press(RECORD_OF, { allow: 'win.see', run: () => ({ open: recordForm() }) });

  router.submit(RECORD_FORM, {
    allow: 'win.see',
    read: readRecordForm,
    check: async ({ value, person }) => {
      const isAllowed = await may(deps, 'win.record', person, await subjectFor(deps, value.person, person));
      return fieldFault('person', isAllowed ? undefined : refusalOf('win.record', undefined));
    },
    run: ({ value, person }) => ({ update: recordPage(deps, value.person, 0, person) }),
  });
}

const subjectFor = async (deps: Deps, userId: string, reader: Person): Promise<Subject> => ({
  ownerId: userId,
  teamId: (await managedTeamOf(deps, userId, reader))?.id ?? null,
});

function recordPage({ db }: Deps, userId: string, wanted: number, reader: Person): ModalView {
  const record = recordOf(db, userId);
  const read = pageOf((slice) => ({ wins: assistedWins(db, userId, slice), total: record.assisted }), {
    wanted,
    size: RECORD_SIZE,
  });
  return recordModal({ ...record, ...read, userId, isOwn: reader.id === userId });
}
