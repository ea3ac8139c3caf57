import { test } from 'vitest';
import { crmNames } from '../../src/crm/crm.ts';
import { trySpoilt } from './spoilt-answers.ts';

test.each(crmNames)('a spoilt answer of %s is told in short words, without values of a person', (name) =>
  trySpoilt(name, 20),
);
