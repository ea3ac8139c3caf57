import { preferencesOf } from '../../src/preferences/queries.ts';
import { savePreferences } from '../../src/preferences/save.ts';
import { PREFERENCES, PREFERENCES_FORM, preferencesModal, readPreferences } from '../../views/settings/preferences.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';

/** A person's notifications: `/baton me`, and the button in their daily summary. */
export function routes(router: Router, { db }: Deps): void {
  const form = (userId: string) => ({ open: preferencesModal(preferencesOf(db, userId)) });
  router.command('/baton me', { allow: 'preference.change', run: ({ person }) => form(person.id) });
  router.press(PREFERENCES, { allow: 'preference.change', run: ({ person }) => form(person.id) });

  router.submit(PREFERENCES_FORM, {
    allow: 'preference.change',
    read: readPreferences,
    change: (tx, { person, value }, now) => savePreferences(tx, person.id, value, now),
  });
}
