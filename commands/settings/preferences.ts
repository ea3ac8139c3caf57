import type { Person } from '../../src/platform/slack/directory.ts';
import { preferencesOf } from '../../src/preferences/queries.ts';
import { savePreferences } from '../../src/preferences/save.ts';
import { rolesOf } from '../../src/teams/roles.ts';
import { PREFERENCES, PREFERENCES_FORM, preferencesModal, readPreferences } from '../../views/settings/preferences.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';

/** A person's notifications: `/baton me`, and the button in their daily summary. */
export function routes(router: Router, deps: Deps): void {
  const form = async (person: Person) => ({
    open: preferencesModal(preferencesOf(deps.db, person.id), await rolesOf(deps, person)),
  });
  router.command('/baton me', { allow: 'preference.change', run: ({ person }) => form(person) });
  router.press(PREFERENCES, { allow: 'preference.change', run: ({ person }) => form(person) });

  router.submit(PREFERENCES_FORM, {
    allow: 'preference.change',
    read: readPreferences,
    change: (tx, { person, value }, now) => savePreferences(tx, person.id, value, now),
  });
}
