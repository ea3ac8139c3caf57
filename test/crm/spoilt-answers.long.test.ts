import { test } from 'vitest';
import { crmNames } from '../../src/crm/crm.ts';
import { trySpoilt } from './spoilt-answers.ts';

test.each(crmNames)('spoilt answers of %s', (name) => trySpoilt(name, 1_500), 600_000);
