import { DAY_MS } from '../src/platform/time/units.ts';
import type { At, Story } from './actions.ts';
import { monday } from './days/monday.ts';
import { today } from './days/today.ts';
import { tuesday } from './days/tuesday.ts';
import { wednesday } from './days/wednesday.ts';

/**
 * Plays the last days of a company through commands, modals, buttons and reactions. At the end, there are leads in
 * every status, and some of them need an action.
 */
export async function playStory(story: Story, now: Date): Promise<void> {
  const days = lastWorkingDays(now, 3);
  for (const [index, play] of [monday, tuesday, wednesday].entries()) {
    await play(story, on(story, days[index] ?? now), now);
  }
  // The digest of the last day is not late.
  await on(story, now)(9);
  await today(story, now);
  await story.travelTo(now);
}

const isWorkingDay = (day: Date): boolean => day.getDay() !== 0 && day.getDay() !== 6;

/** The story goes on in working time, when Baton sends messages: now, or else on the last working day at 15:00. */
export function atWork(now: Date): Date {
  if (isWorkingDay(now) && now.getHours() >= 10 && now.getHours() < 16) return now;
  const last = new Date(now);
  if (now.getHours() < 16) last.setDate(last.getDate() - 1);
  while (!isWorkingDay(last)) last.setDate(last.getDate() - 1);
  last.setHours(15, 0, 0, 0);
  return last;
}

/** Moves the clock to a time on that day. */
const on =
  (story: Story, day: Date): At =>
  (hour, minute = 0) => {
    const moment = new Date(day);
    moment.setHours(hour, minute, 0, 0);
    return story.travelTo(moment);
  };

/** Monday to Friday before today, oldest first. */
function lastWorkingDays(now: Date, count: number): Date[] {
  const days: Date[] = [];
  for (let day = new Date(now.getTime() - DAY_MS); days.length < count; day = new Date(day.getTime() - DAY_MS)) {
    if (isWorkingDay(day)) days.unshift(day);
  }
  return days;
}
