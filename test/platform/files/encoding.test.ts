import { expect, test } from 'vitest';
import { encodingOf } from '../../../src/platform/files/encoding.ts';

/** Encodes with a decoder's own table: Node only decodes these. */
function encoded(text: string, encoding: string): Uint8Array {
  const decoder = new TextDecoder(encoding);
  const bytes = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
  return Uint8Array.from(text, (character) => bytes.get(character) ?? 0x3f);
}

const texts = {
  German: 'Übersicht für Ärzte: Größe, Maße und Gehäuse – Prüfung der Anlage',
  French: 'Étude de cas : système de contrôle d’accès à l’hôpital, très léger, façade',
  Spanish: 'Guía rápida de instalación: señalización y tensión, ¿qué es el año?',
  Swedish: 'Översikt över målgrupper för kök, färg och ljus på arbetsplatsen',
};

test.each(
  Object.entries(texts).flatMap(([language, text]) =>
    ['windows-1252', 'macintosh'].map((encoding) => ({ language, text, encoding })),
  ),
)('$language in $encoding is recognised', ({ text, encoding }) => {
  expect(encodingOf(encoded(`title,link\n${text},x\n`, encoding))).toEqual({ name: encoding, isGuess: true });
});

test.each([
  ['Polish', 'Przegląd rozwiązań dla łączności, źródła światła i gniazda, część żółta', 'windows-1250'],
  ['Czech', 'Přehled řešení pro žárovky, čidla a ťuky, díl šestý', 'windows-1250'],
  ['Russian', 'Обзор решений для освещения и кабельных систем', 'windows-1251'],
])('%s is recognised', (_, text, encoding) => {
  expect(encodingOf(encoded(text, encoding)).name).toBe(encoding);
});

test.each([
  ['plain letters', new TextEncoder().encode('title,link\nOverview,x'), 'utf-8'],
  ['UTF-8, cut in the middle of a letter', new TextEncoder().encode('Übersicht für Größe').subarray(0, 14), 'utf-8'],
  ['UTF-16 with a mark', Buffer.from('\ufefftitle,link\nÜbersicht,x', 'utf16le'), 'utf-16le'],
  ['UTF-16 without a mark', Buffer.from('title,link\nÜbersicht,x', 'utf16le'), 'utf-16le'],
  [
    'UTF-16 without a mark, the other way round',
    Buffer.from('title,link\nÜbersicht,x', 'utf16le').swap16(),
    'utf-16be',
  ],
])('%s is certain', (_, bytes, name) => {
  expect(encodingOf(bytes)).toEqual({ name, isGuess: false });
});
