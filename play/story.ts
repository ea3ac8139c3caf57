import type { Services } from '../src/platform/services.ts';
import { DAY_MS } from '../src/platform/time/units.ts';
import type { At, Story } from './actions.ts';
import { firstDay } from './days/first.ts';
import { monday } from './days/monday.ts';
import { today } from './days/today.ts';
import { tuesday } from './days/tuesday.ts';
import { wednesday } from './days/wednesday.ts';
import { PAST_WEEKS, playPast } from './past/past.ts';
import type { Scene } from './past/scene.ts';
import { agreeOnTarget } from './past/target.ts';

/**
 * Plays the weeks of a company that make its figures, and then its last days through commands, modals, buttons and
 * reactions. At the end, there are leads in every status, and some of them need an action.
 */
export async function playStory(story: Story, deps: Pick<Services, 'db' | 'write'>, now: Date): Promise<void> {
  const [eve = now, ...days] = lastWorkingDays(now, 4);
  const first = mondayBefore(eve, PAST_WEEKS);
  await firstDay(story, deps, on(story, first));
  const people = story.slack.ids.people as Scene['people'];
  await playPast(deps, people, { begin: at(first, 9), end: at(eve, 9) });
  await agreeOnTarget(deps, { agreedAt: at(eve, 9), now });
  await on(story, eve)(9);
  for (const [index, play] of [monday, tuesday, wednesday].entries()) {
    await play(story, on(story, days[index] ?? now), now);
  }
  await today(story, on(story, now), now);
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
  (hour, minute = 0) =>
    story.travelTo(at(day, hour, minute));

const at = (day: Date, hour: number, minute = 0): Date => new Date(new Date(day).setHours(hour, minute, 0, 0));

/** The Monday of that week, so many weeks earlier. */
const mondayBefore = (day: Date, weeks: number): Date =>
  new Date(new Date(day).setDate(day.getDate() - ((day.getDay() + 6) % 7) - weeks * 7));

/** Monday to Friday before today, oldest first. */
function lastWorkingDays(now: Date, count: number): Date[] {
  const days: Date[] = [];
  for (let day = new Date(now.getTime() - DAY_MS); days.length < count; day = new Date(day.getTime() - DAY_MS)) {
    if (isWorkingDay(day)) days.unshift(day);
  }
  return days;
}
