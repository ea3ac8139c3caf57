import PDFDocument from 'pdfkit';
import type { Drawing } from './drawing.ts';
import { layoutOf } from './fonts.ts';
import { PAGE } from './look.ts';
import type { Mark } from './marks.ts';
import { pagesOf } from './pages.ts';

/** The fonts in it hold only the letters that it uses. */
export async function pdfOf(drawing: Drawing): Promise<Uint8Array> {
  const pages = pagesOf(drawing);
  const pdf = new PDFDocument({
    autoFirstPage: false,
    size: [PAGE.width, PAGE.height],
    margin: 0,
    lang: 'en',
    displayTitle: true,
    info: { Title: drawing.title, Creator: 'Baton', CreationDate: drawing.at },
    // The default would load a font that nothing uses.
    font: null as never,
  });
  const parts: Uint8Array[] = [];
  const ended = new Promise<void>((resolve, reject) => pdf.on('end', resolve).on('error', reject));
  pdf.on('data', (part: Uint8Array) => parts.push(part));
  for (const { marks } of pages) {
    pdf.addPage();
    for (const mark of marks) draw(pdf, mark);
  }
  pdf.end();
  await ended;
  return new Uint8Array(Buffer.concat(parts));
}

function draw(pdf: PDFKit.PDFDocument, mark: Mark): void {
  switch (mark.kind) {
    case 'rect':
      pdf.roundedRect(mark.x, mark.y, mark.width, mark.height, mark.radius ?? 0).fill(mark.fill);
      return;
    case 'path':
      pdf.save().translate(mark.x, mark.y).lineWidth(1).path(mark.path);
      if (mark.fill) pdf.fill(mark.fill);
      else pdf.stroke(mark.stroke);
      pdf.restore();
      return;
    case 'text': {
      let { x } = mark;
      pdf.fillColor(mark.colour).fontSize(mark.style.size);
      for (const { text, font, width } of mark.line.runs) {
        pdf.font(font as never);
        pdf.text(text, x, mark.y, {
          lineBreak: false,
          baseline: 'alphabetic',
          features: layoutOf(text, font).features as never,
        });
        x += width;
      }
    }
  }
}
