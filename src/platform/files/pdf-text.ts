import { getDocumentProxy } from 'unpdf';
import { Unreadable } from './unreadable.ts';

/** Pages beyond this are not searched. */
const MOST_PAGES = 500;

/** The text of a PDF, page by page, of about `characters` at most. */
export async function pdfText(bytes: Uint8Array, characters: number): Promise<string> {
  const pdf = await getDocumentProxy(bytes, { verbosity: 0 }).catch((error: unknown) => {
    if (error instanceof Error && error.name === 'PasswordException')
      throw new Unreadable('It is protected by a password.');
    throw error;
  });
  let text = '';
  for (let number = 1; number <= Math.min(pdf.numPages, MOST_PAGES) && text.length < characters; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    for (const item of items) if ('str' in item) text += item.hasEOL ? `${item.str}\n` : `${item.str}`;
    text += '\n';
    page.cleanup();
  }
  return text;
}
