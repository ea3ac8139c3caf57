import { z } from 'zod';

/** A kind of event, as receivers know it. Types are never renamed. */
export interface EventType {
  type: string;
  /** A few words for the person who chooses events. */
  title: string;
  /** The change, besides who and when. */
  details: z.ZodObject;
}

/** The ids of people in Slack. */
export const personId = z.string().meta({ description: 'The id of a person in Slack' });
export const instant = z.iso.datetime().meta({ description: 'A moment in UTC' });
export const isoDay = z.iso.date();
export const rowId = z.int().positive();

/** Null stays null. */
export const iso = (at: Date | number | null): string | null => (at === null ? null : new Date(at).toISOString());
/** Of working time. */
export const seconds = (ms: number | null | undefined): number | null =>
  ms === null || ms === undefined ? null : Math.round(ms / 1000);
