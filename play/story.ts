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
  await today(story, now);
  await story.travelTo(now);
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
    if (day.getDay() !== 0 && day.getDay() !== 6) days.unshift(day);
  }
  return days;
}
