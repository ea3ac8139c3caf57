import { expect, test } from 'vitest';
import { formReaders, trySubmissions } from './spoilt-forms.ts';

const readers = await formReaders();

test('the forms of Baton are found', () => {
  expect(readers.length).toBeGreaterThan(30);
});

test.each(readers)('%s reads any submission', (_, read) => trySubmissions(read, 8));
