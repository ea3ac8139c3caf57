import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { docxText } from '../../../src/platform/files/office-text.ts';
import { tryDocuments, tryTables } from './spoilt-files.ts';

test('a spoilt table is read as far as it can be, or refused in a sentence', () => tryTables(40));

test('a spoilt document is read as far as it can be, or refused', () => tryDocuments(40));

test('a document of tags that never close is read once', () => {
  const bytes = zipSync({ 'word/document.xml': strToU8(`<w:t>Hello</w:t>${'<'.repeat(500_000)}`) });
  expect(docxText(bytes, 10_000_000)).toBe('Hello');
});
