/** Every form of Baton, with any value in every field and any memory: a reader gives values, faults at fields, or a sentence. */
import type { ViewOutput } from '@slack/bolt';
import fc from 'fast-check';
import { expect } from 'vitest';
import { UserError } from '../../src/platform/errors.ts';
import { allViews } from '../support/all-views.ts';
import { anyText } from './hostile.ts';

type Reader = (view: ViewOutput) => unknown;

/** A reader of a submitted view alone. Others take the text of a button, or more. */
const takesView = (value: unknown): value is Reader =>
  typeof value === 'function' && value.length === 1 && /^(?:function \w+)?\s*\(?view\b/.test(value.toString());

export async function formReaders(): Promise<[string, Reader][]> {
  const modules = await allViews();
  return modules.flatMap(([path, exported]) =>
    Object.entries(exported).flatMap(([name, value]): [string, Reader][] =>
      name.startsWith('read') && takesView(value) ? [[`${name} of ${path}`, value]] : [],
    ),
  );
}

const text = fc.oneof(
  anyText(100),
  fc.constantFrom(
    '0',
    '-1',
    '1e999',
    'NaN',
    '__proto__',
    'constructor',
    '[]',
    '{}',
    'null',
    '2026-99-99',
    '25:61',
    ':',
  ),
);
const option = text.map((value) => ({ value }));

/** An element of a form in the shapes of Slack (https://docs.slack.dev/reference/views#state). */
const element = fc.oneof(
  fc.constantFrom(undefined, {}, { value: null }, { selected_option: null }, { selected_options: [] }, { files: [] }),
  text.map((value) => ({ value })),
  option.map((selected_option) => ({ selected_option })),
  fc.array(option, { maxLength: 3 }).map((selected_options) => ({ selected_options })),
  text.map((selected_user) => ({ selected_user })),
  fc.array(text, { maxLength: 3 }).map((selected_users) => ({ selected_users })),
  text.map((selected_date) => ({ selected_date })),
  text.map((selected_time) => ({ selected_time })),
  fc.double().map((selected_date_time) => ({ selected_date_time })),
  fc
    .array(fc.record({ id: text, name: text, mimetype: text, size: fc.double() }), { maxLength: 2 })
    .map((files) => ({ files })),
);

const NUMBERS = 'leadId teamId requestId cycleId roundId itemId id day actionId pointId reviewId'.split(' ');
const memory = fc.oneof(
  fc.constantFrom('', 'null', '{"v":1}', '{"v":2}', '{"v":1', '[]', '{"v":1,"__proto__":null}'),
  fc.json(),
  fc.jsonValue().map((value) => JSON.stringify({ v: 1, ...Object.fromEntries(NUMBERS.map((key) => [key, value])) })),
  fc.double().map((value) => JSON.stringify({ v: 1, ...Object.fromEntries(NUMBERS.map((key) => [key, value])) })),
);

/** Any field that a reader asks for holds one of these elements. */
function submitted(elements: readonly unknown[], private_metadata: string): ViewOutput {
  let asked = 0;
  const held = new Map<string, unknown>();
  const values = new Proxy(
    {},
    {
      get: (_, field) => {
        const key = String(field);
        if (!held.has(key)) held.set(key, elements[asked++ % elements.length]);
        return { [key]: held.get(key) };
      },
    },
  );
  return { state: { values }, private_metadata } as unknown as ViewOutput;
}

/** Tries this many submissions of each form. */
export function trySubmissions(read: Reader, numRuns: number): void {
  fc.assert(
    fc.property(fc.array(element, { minLength: 1, maxLength: 8 }), memory, (elements, given) => {
      try {
        read(submitted(elements, given));
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
      }
    }),
    { numRuns },
  );
}
