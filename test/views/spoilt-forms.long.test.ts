import { test } from 'vitest';
import { formReaders, trySubmissions } from './spoilt-forms.ts';

test.each(await formReaders())('%s reads any submission', (_, read) => trySubmissions(read, 2_000), 600_000);
