import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { declineReasons, type Reason } from '../../../src/leads/settings.ts';
import type { Setting } from '../../../src/platform/settings/setting.ts';
import { allSettings } from '../../../src/settings/catalogue.ts';
import { rowsToText, textToRows } from '../../../src/settings/rows.ts';
import { setupState } from '../../../src/setup/state.ts';
import { isolated } from '../../../views/kit/bidi.ts';
import { declineModal } from '../../../views/leads/forms.ts';
import { settingModal } from '../../../views/settings/form.ts';
import { SETTINGS_PAGE_SIZE, settingsModal } from '../../../views/settings/list.ts';
import { setupDone, setupGreeting, setupModal, setupSection } from '../../../views/setup/checklist.ts';
import { welcomeMessage } from '../../../views/setup/introduction.ts';
import { tempDatabase } from '../../support/temp-database.ts';
import { anyText } from '../hostile.ts';
import { expectOpenable, expectPostable, expectShown } from '../outgoing.ts';
import { AT, anyLead, anyTeam } from '../submitted.ts';

const RUNS = { numRuns: 40 };
const anyLabel = anyText(75)
  .map((text) => text.replace(/[|\r\n]/g, ' ').trim())
  .filter(
    (text) =>
      declineReasons.schema.safeParse([
        { key: 'a', label: text },
        { key: 'b', label: 'b b' },
      ]).success,
  );
const anyReasons = fc
  .uniqueArray(anyLabel, { minLength: 2, maxLength: 20, selector: (label) => label.toLowerCase() })
  .map((labels): Reason[] => labels.map((label, index) => ({ key: `reason_${index}`, label })));
const asAny = <Value>(setting: Setting<Value>) => setting as Setting<unknown>;

describe('reasons with any text', () => {
  test('are shown literally in choices, lists and forms', () => {
    fc.assert(
      fc.property(anyReasons, anyLead, (reasons, lead) => {
        const change = { id: 1, key: declineReasons.key, value: reasons, by: 'command line', at: AT };
        const shown = {
          setting: asAny(declineReasons),
          value: reasons,
          isDefault: false,
          lastChange: change,
          mayChange: true,
        };
        expectOpenable(settingsModal({ settings: [shown], page: 0, total: 1, teams: [] }));
        expectOpenable(
          settingModal({ setting: asAny(declineReasons), value: reasons, isDefault: false, changes: [change] }),
        );
        const form = declineModal(lead, null, { reasons });
        expectOpenable(form);
        // Isolating marks count too; a label longer than an option is cut with a visible mark.
        const whole = reasons.filter(({ label }) => isolated(label).length <= 75);
        for (const { label } of whole) expectShown(form.blocks, label);
      }),
      RUNS,
    );
  });

  test('are unchanged after a round trip through their form, with their keys', () => {
    fc.assert(
      fc.property(anyReasons, (reasons) => {
        const rows = reasons.map((reason) => ({ ...reason }));
        expect(textToRows(rowsToText(rows, []), [], rows)).toEqual({ rows });
      }),
      RUNS,
    );
  });
});

describe('a list that people edit', () => {
  const before = [
    { key: 'deck', label: 'Deck', days: 5 },
    { key: 'video', label: 'Video', days: 20 },
  ];
  test.each([
    ['keeps keys in another order', 'Video | 20\nDeck | 5', ['video', 'deck']],
    ['keeps the key of what was renamed in its place', 'Slides | 5\nVideo | 20', ['deck', 'video']],
    ['finds a new key for what is new', 'Deck | 5\nVideo | 20\nVidéo! | 3', ['deck', 'video', 'video_2']],
    ['forgets what went', 'Video | 20', ['video']],
  ])('%s', (_, text, keys) => {
    const read = textToRows(text, ['days'], before);
    expect('rows' in read && read.rows.map(({ key }) => key)).toEqual(keys);
  });

  test('reports the invalid line', () => {
    expect(textToRows('Deck | 5\nVideo', ['days'], before)).toEqual({
      fault: 'Line 2: write it with 2 parts and “|” between them.',
    });
  });
});

test('every setting opens, and is on the page', () => {
  for (const setting of allSettings) {
    expectOpenable(settingModal({ setting, value: setting.default, isDefault: true, changes: [] }));
  }
  const settings = allSettings.map((setting) => ({
    setting,
    value: setting.default,
    isDefault: true,
    lastChange: { id: 1, key: setting.key, value: null, by: 'U0000000001', at: AT },
    mayChange: true,
  }));
  const total = settings.length;
  for (let page = 0; page * SETTINGS_PAGE_SIZE < total; page += 1) {
    const shown = settings.slice(page * SETTINGS_PAGE_SIZE, (page + 1) * SETTINGS_PAGE_SIZE);
    expectOpenable(settingsModal({ settings: shown, page, total, teams: [] }));
  }
});

test('any value can be edited as YAML, and one that is too long for a form is not cut', () => {
  const setting: Setting<unknown> = { ...asAny(declineReasons), editor: { kind: 'yaml' } };
  const long = Array.from({ length: 300 }, (_, index) => ({ key: `k${index}`, label: `Label ${index}` }));
  for (const value of [{ a: [1, { b: 'x' }] }, long]) {
    const view = settingModal({ setting, value, isDefault: false, changes: [] });
    expectOpenable(view);
    expect(view.blocks.some(({ type }) => type === 'input')).toBe(value !== long);
  }
});

test('the checklist shows the names of channels, groups and teams literally', () => {
  const { db } = tempDatabase();
  const empty = setupState(db);
  fc.assert(
    fc.property(anyText(80), fc.array(anyTeam, { maxLength: 3 }), (name, teams) => {
      const proposal = { channelId: 'C0000000001', channelName: name, userGroupId: 'S1', userGroupName: name };
      const state = {
        ...empty,
        proposals: [
          { ...proposal, kind: 'sales' as const },
          { ...proposal, kind: 'marketing' as const },
        ],
      };
      expectPostable(setupGreeting(state));
      expectShown(setupGreeting(state).blocks, name);
      const closed = [{ channelId: 'C0000000001', error: 'is_archived' }];
      const some = { ...empty, sales: teams, closed, done: { ...empty.done, sales: teams.length > 0 } };
      expectPostable(setupGreeting(some));
      expectOpenable(setupModal(some));
      expectPostable({ text: 'x', blocks: setupSection(some) });
      for (const team of teams) expectPostable(welcomeMessage({ team, accept: 'white_check_mark', isManager: true }));
    }),
    RUNS,
  );
  expectPostable(setupDone());
});
