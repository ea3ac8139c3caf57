/** Runs in a process of its own, see draw.ts: fonts and libraries leave memory with it. */
import { becomeHelper } from '../helper-process.ts';
import type { DrawWork } from './draw.ts';

becomeHelper();
process.once('message', async ({ drawing, as }: DrawWork) => {
  const bytes = as === 'pdf' ? (await import('./pdf.ts')).pdfOf(drawing) : (await import('./png.ts')).pngOf(drawing);
  process.send?.(await bytes);
});
