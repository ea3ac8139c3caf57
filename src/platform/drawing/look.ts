/** Colours, sizes in points, and the page. */
import type { Tone } from './drawing.ts';
import type { Style } from './text.ts';

export const INK = '#1f2328';
export const MUTED = '#5b6370';
export const HAIR = '#d5d9df';
export const TRACK = '#eceef1';
export const PAPER = '#ffffff';

/** The ground of a table's cells. */
export const SHADE = '#48525f';

/** Dark and light, so that a print in grey tells them apart. */
export const TONES: Record<Tone, string> = { first: '#1d4f7c', second: '#e0903a', neutral: '#7d8794' };

/** A4, landscape: it fills a screen and a sheet. */
export const PAGE = { width: 841.89, height: 595.28, margin: 42, foot: 26 };

export const BETWEEN_COLUMNS = 30;
export const BETWEEN_PARTS = 13;

export const TITLE: Style = { size: 25, weight: 'strong' };
export const SUBTITLE: Style = { size: 12.5, weight: 'regular' };
export const HEADING: Style = { size: 14, weight: 'strong' };
export const BODY: Style = { size: 11.5, weight: 'regular' };
export const STRONG: Style = { size: 11.5, weight: 'strong' };
export const SMALL: Style = { size: 9.5, weight: 'regular' };
/** The largest that fits is taken. */
export const FIGURES: Style[] = [24, 20, 16, 13, 11].map((size) => ({ size, weight: 'strong' }));
/** Of the size of its letters. */
export const LINE_HEIGHT = 1.35;
