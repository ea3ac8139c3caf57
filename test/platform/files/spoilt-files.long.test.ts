import { test } from 'vitest';
import { tryDocuments, tryPdfs, tryTables } from './spoilt-files.ts';

test('spoilt tables', () => tryTables(5_000), 600_000);

test('spoilt documents', () => tryDocuments(20_000), 600_000);

test('spoilt PDFs', () => tryPdfs(Number(process.env.SPOILT ?? 60)), 600_000);
