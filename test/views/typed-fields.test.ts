import type { ViewOutput } from '@slack/bolt';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FormResult } from '../../src/platform/slack/form.ts';
import { readDecline, readDisqualify, readLose, readNote, readNurture, readTouch } from '../../views/leads/forms.ts';
import { readHandoff } from '../../views/leads/handoff.ts';
import { readTeam, teamModal } from '../../views/teams/teams.ts';
import { anyText, blank, hostile, stretched, unshowable } from './hostile.ts';
import { AT, HANDOFF_LIMITS, submission, usualHandoff, usualRouting, usualTeam } from './submitted.ts';

type Read = (view: ViewOutput) => { form: FormResult<Record<string, unknown>> };

interface Field {
  field: string;
  limit: number;
  isRequired: boolean;
  /** Reads the form with this value in the field. */
  read: (typed: string | null) => FormResult<Record<string, unknown>>;
}

const field = (
  read: Read,
  about: { field: string; limit: number; isRequired: boolean },
  others: Record<string, string | string[]>,
  ref: object = { v: 1, leadId: 1, list: null },
): [string, Field] => [
  `${read.name} ${about.field}`,
  { ...about, read: (typed) => read(submission({ ...others, [about.field]: typed }, ref)).form },
];

const handoffField = (name: keyof typeof HANDOFF_LIMITS, isRequired: boolean) =>
  field(
    function handoff(view) {
      return readHandoff(view);
    },
    { field: name, limit: HANDOFF_LIMITS[name], isRequired },
    usualHandoff,
    { v: 1 },
  );

const wordsField = (read: Read, others: Record<string, string>, isRequired = false) =>
  field(read, { field: 'words', limit: 1000, isRequired }, others);

const fields: [string, Field][] = [
  handoffField('name', true),
  handoffField('company', true),
  handoffField('need', true),
  handoffField('role', false),
  handoffField('source', false),
  handoffField('campaign', false),
  field(
    function team(view) {
      return readTeam(view);
    },
    { field: 'name', limit: 75, isRequired: true },
    usualTeam,
    { v: 1, id: null },
  ),
  wordsField(
    function note(view) {
      return readNote(view);
    },
    {},
    true,
  ),
  wordsField(
    function decline(view) {
      return readDecline(view);
    },
    { reason: 'no_budget' },
  ),
  wordsField(
    function declineForSomethingElse(view) {
      return readDecline(view);
    },
    { reason: 'other' },
    true,
  ),
  wordsField(
    function touch(view) {
      return readTouch(view);
    },
    { kind: 'call' },
  ),
  wordsField(
    function lose(view) {
      return readLose(view);
    },
    { reason: 'price' },
  ),
  wordsField(
    function nurture(view) {
      return readNurture(view);
    },
    { until: '2027-01-31' },
  ),
  wordsField(function disqualify(view) {
    return readDisqualify(view);
  }, {}),
];

const refusedAt = (name: string) => ({
  ok: false,
  errors: { [name]: expect.stringMatching(/^[A-Z“][^\p{Cc}]+[.?]$/u) },
});

describe.each(fields)('%s', (_, { field, limit, isRequired, read }) => {
  const kept = (text: string | null) => ({ ok: true, value: expect.objectContaining({ [field]: text }) });

  test('empty text, one character, the longest text, and one character more', () => {
    const nothing = isRequired ? refusedAt(field) : kept(null);
    expect(read(null)).toEqual(nothing);
    expect(read('')).toEqual(nothing);
    expect(read('x')).toEqual(kept('x'));
    expect(read('x'.repeat(limit))).toEqual(kept('x'.repeat(limit)));
    expect(read('x'.repeat(limit + 1))).toEqual(refusedAt(field));
    expect(read('x'.repeat(3001))).toEqual(refusedAt(field));
  });

  test.each(Object.entries(hostile))('keeps %s as typed', (_, text) => {
    const fits = text.slice(0, limit).trim().normalize('NFC');
    expect(read(text.slice(0, limit))).toEqual(kept(fits));
    const long = stretched(text, limit).toWellFormed().trim().normalize('NFC');
    expect(read(stretched(text, limit))).toEqual(kept(long));
  });

  test.each(Object.entries(unshowable))('refuses %s', (_, text) => {
    expect(read(text)).toEqual(refusedAt(field));
  });

  test.each(Object.entries(blank))('does not accept %s as an answer', (_, text) => {
    // An optional field counts only white space as empty; other invisible text is refused there too.
    const result = read(text);
    if (!isRequired && text.trim() === '') expect(result).toEqual(kept(null));
    else expect(result).toEqual(refusedAt(field));
  });

  test('either keeps the typed text or refuses it at its field', () => {
    fc.assert(
      fc.property(anyText(limit), (text) => {
        const result = read(text);
        if (!result.ok) expect(Object.keys(result.errors)).toEqual([field]);
        else {
          const shown = result.value[field];
          expect(shown).toBe(text.trim() === '' ? null : text.toWellFormed().trim().normalize('NFC'));
        }
      }),
      { numRuns: 200 },
    );
  });
});

const handoff = (typed: Record<string, string | null>) => readHandoff(submission({ ...usualHandoff, ...typed })).form;

describe('email and phone', () => {
  test.each([
    ['jane@acme.example', 'jane@acme.example'],
    ['Jane.Doe@ACME.Example', 'Jane.Doe@acme.example'],
    [' jane@acme.example\u200b', 'jane@acme.example'],
    [`${'a'.repeat(64)}@${`${'b'.repeat(60)}.`.repeat(3)}de`, undefined],
  ])('%s', (email, kept = email) => {
    expect(handoff({ email })).toMatchObject({ ok: true, value: { email: kept } });
  });

  test.each([
    'x',
    'jane@',
    '@acme.example',
    'jane@acme',
    'a b@acme.example',
    'jane@acme.example\0',
    `${'a'.repeat(250)}@b.de`,
  ])('the address %j is refused at its field', (email) => {
    expect(handoff({ email })).toEqual(refusedAt('email'));
  });

  test.each([...Object.values(hostile), ...Object.values(unshowable)])('%j is neither', (text) => {
    expect(handoff({ email: text })).toEqual(refusedAt('email'));
    expect(handoff({ phone: text })).toEqual(refusedAt('phone'));
  });

  test.each([
    ['+49 30 901820', '+4930901820'],
    ['0049 (30) 90 18 20', '+4930901820'],
    ['\u202a+49 30 901820\u202c', '+4930901820'],
    ['+1 (212) 555-0100', '+12125550100'],
  ])('the number %j is kept as %s', (phone, kept) => {
    expect(handoff({ phone, email: null })).toMatchObject({ ok: true, value: { phone: kept } });
  });

  test.each(['1', '030 901820', '+49', `+${'4'.repeat(41)}`])('the number %j is refused at its field', (phone) => {
    expect(handoff({ phone })).toEqual(refusedAt('phone'));
  });

  test('one of them is required, and the error is shown next to all others', () => {
    expect(handoff({ email: null, phone: ' ', name: '' })).toEqual({
      ok: false,
      errors: { email: expect.stringContaining('email address or a phone number'), name: expect.any(String) },
    });
  });
});

const team = (typed: Record<string, string | null>) =>
  readTeam(submission({ ...usualTeam, ...typed }, { v: 1, id: null })).form;

describe('a team’s lists and times', () => {
  test.each([
    [null, []],
    ['2026-12-25', ['2026-12-25']],
    ['2026-12-26, 2026-12-25\n2026-12-25;', ['2026-12-25', '2026-12-26']],
  ])('holidays %j', (holidays, kept) => {
    expect(team({ holidays })).toMatchObject({ ok: true, value: { holidays: kept } });
  });

  test.each(['x', '2026-02-30', '25.12.2026', '2026-12-25 and <!channel>', ...Object.values(unshowable)])(
    'holidays %j are refused at their field',
    (holidays) => {
      expect(team({ holidays })).toEqual(refusedAt('holidays'));
    },
  );

  test.each(['x', '9:61', 'every now and then', ...Object.values(hostile)])(
    'a digest at %j is refused at its field',
    (digestCron) => {
      expect(team({ digestCron })).toEqual(refusedAt('digestCron'));
    },
  );

  test('a digest that would be too frequent is refused for that reason', () => {
    expect(team({ digestCron: '*/5 * * * *' })).toMatchObject({
      ok: false,
      errors: { digestCron: expect.stringContaining('more than once an hour') },
    });
  });

  test.each([
    'working days at 9:00',
    'Mon, Thu at 14:30',
    'Sundays and Saturdays at 8',
    '0 9,14 * * 1-5',
    '0 */2 * * *',
    '0 8 1 * *',
    '0 * * * *',
    '5 4 * * 1,3,0',
    '0 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23 * * 1',
  ])('a team whose digest is posted %s can be saved unchanged', (digestCron) => {
    const first = team({ digestCron });
    if (!first.ok) throw new Error(JSON.stringify(first.errors));
    const saved = { id: 7, ...usualRouting, ...first.value, updatedAt: AT, updatedBy: 'U1', retiredAt: null };
    const { blocks } = teamModal({ team: saved, zone: 'UTC', userGroupName: null, managerId: 'U1' });
    const shown = blocks.find((block) => block.block_id === 'digestCron');
    const initial =
      shown && 'element' in shown && 'initial_value' in shown.element ? String(shown.element.initial_value) : null;
    const again = team({ digestCron: initial });
    if (!again.ok) throw new Error(JSON.stringify(again.errors));
    const slots = (cron: string | null) => cron?.split(' ').map((part) => part.split(',').sort().join());
    expect(slots(again.value.digestCron)).toEqual(slots(saved.digestCron));
  });
});
