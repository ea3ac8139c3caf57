import { changesOf, isDefault, settingOf } from '../platform/settings/queries.ts';
import { allSettings } from '../settings/catalogue.ts';
import { type Dataset, isSince } from './dataset.ts';

/** Each setting with its value. The file of `settings export` has the teams too. */
export const settingsDataset: Dataset = {
  title: 'Settings',
  subject: 'settings',
  columns: ['key', 'title', 'value', 'is_default', 'changed_at', 'changed_by'],
  *rows(db, { since }) {
    for (const setting of allSettings) {
      const [change] = changesOf(db, setting.key, 1);
      if (!isSince(change?.at ?? null, since)) continue;
      const value = JSON.stringify(settingOf(db, setting));
      yield [setting.key, setting.title, value, isDefault(db, setting), change?.at ?? null, change?.by ?? null];
    }
  },
};
