/** Minimal documents for tests. */
import { deflateSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';

/** A PDF with these pages, each a line of plain letters. */
export const pdf = (...pages: string[]): Uint8Array =>
  pdfOf(pages.map((text) => stream(`BT /F1 12 Tf 72 700 Td (${text}) Tj ET`)));

/** A small PDF with a page that expands to `bytes` spaces. */
export const pdfBomb = (bytes: number): Uint8Array =>
  pdfOf([stream(deflateSync(Buffer.alloc(bytes, ' ')).toString('latin1'), '/Filter /FlateDecode ')]);

const stream = (content: string, filter = '') =>
  `<< ${filter}/Length ${content.length} >>\nstream\n${content}\nendstream`;

function pdfOf(pages: string[]): Uint8Array {
  const kids = pages.map((_, at) => `${4 + at * 2} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...pages.flatMap((content, at) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${5 + at * 2} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
      content,
    ]),
  ];
  let text = '%PDF-1.4\n';
  const places = objects.map((body, at) => {
    const place = text.length;
    text += `${at + 1} 0 obj\n${body}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const xref = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${xref}\n%%EOF\n`;
  return strToU8(text, true);
}

const xml = (text: string) => text.replace(/[<&]/g, (letter) => (letter === '<' ? '&lt;' : '&amp;'));

/** A Word document with these paragraphs. */
export const docx = (...paragraphs: string[]): Uint8Array =>
  zipSync({
    'word/document.xml': strToU8(
      `<w:document xmlns:w="w"><w:body>${paragraphs
        .map((text) => `<w:p><w:r><w:t xml:space="preserve">${xml(text)}</w:t></w:r></w:p>`)
        .join('')}</w:body></w:document>`,
    ),
    'word/media/image1.png': new Uint8Array(100),
  });

/** A presentation with these slides, and notes on the first. */
export const pptx = (slides: string[], notes: string): Uint8Array =>
  zipSync({
    ...Object.fromEntries(
      slides.map((text, at) => [
        `ppt/slides/slide${at + 1}.xml`,
        strToU8(`<p:sld><a:p><a:r><a:t>${xml(text)}</a:t></a:r></a:p></p:sld>`),
      ]),
    ),
    'ppt/notesSlides/notesSlide1.xml': strToU8(`<p:notes><a:p><a:r><a:t>${xml(notes)}</a:t></a:r></a:p></p:notes>`),
  });
