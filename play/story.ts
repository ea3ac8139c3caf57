import { monday } from './days/monday.ts';
import { tuesday } from './days/tuesday.ts';
import { wednesday } from './days/wednesday.ts';
import type { At, Stage } from './deeds.ts';

const DAY_MS = 24 * 3_600_000;

/**
 * Plays the last days of a company through the doors that people use: commands, modals, buttons and reactions. When it
 * ends, leads stand in every part of their life, and somebody has to do something.
 */
export async function playStory(stage: Stage, now: Date): Promise<void> {
  const days = lastWorkingDays(now, 3);
  for (const [index, play] of [monday, tuesday, wednesday].entries()) {
    await play(stage, on(stage, days[index] ?? now), now);
  }
  await stage.travelTo(now);
}

/** Moves the clock to a time of that day. */
const on =
  (stage: Stage, day: Date): At =>
  (hour, minute = 0) => {
    const moment = new Date(day);
    moment.setHours(hour, minute, 0, 0);
    return stage.travelTo(moment);
  };

/** Monday to Friday before today, oldest first. */
function lastWorkingDays(now: Date, count: number): Date[] {
  const days: Date[] = [];
  for (let day = new Date(now.getTime() - DAY_MS); days.length < count; day = new Date(day.getTime() - DAY_MS)) {
    if (day.getDay() !== 0 && day.getDay() !== 6) days.unshift(day);
  }
  return days;
}
