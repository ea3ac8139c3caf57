/** The company of the stories: its people, and the hours in which its teams work. Berlin, in winter: no clock changes. */
const HOUR_MS = 3_600_000;
export const MINUTE_MS = 60_000;
const ZONE_MS = HOUR_MS;

/** Mia hands leads off; Sam and Sue sell; Max manages sales; Ada manages marketing and is an admin; Gus is a guest. */
export const everyone = ['mia', 'sam', 'sue', 'max', 'ada', 'gus'] as const;
export type Who = (typeof everyone)[number];

export const called = (who: string): string => who.charAt(0).toUpperCase() + who.slice(1);

/** How people are not there. */
export const leavings = { guest: 'becomes a guest', deactivated: 'is deactivated', outside: 'leaves the team' };
export type Leaving = keyof typeof leavings;

/** Where the people of this story are now: the only state of the models outside of things. */
const company = { absent: new Map<string, Leaving>(), away: new Map<string, number>(), salesManager: 'max' as Who };
export function foundCompany(): void {
  company.absent = new Map([['gus', 'guest']]);
  company.away = new Map();
  company.salesManager = 'max';
}
export const leave = (who: string, how: Leaving): void => void company.absent.set(who, how);
export const comeBack = (who: string): void => void company.absent.delete(who);
export const absenceOf = (who: string): Leaving | undefined => company.absent.get(who);

/** A full member of the workspace. */
export const isHere = (who: string): boolean => [undefined, 'outside'].includes(absenceOf(who));
const isInTeam = (who: string): boolean => absenceOf(who) === undefined;

export function promote(who: Who): void {
  company.salesManager = who;
}
/** Since a moment, for two days: until 9:00 where they live, and Sue lives in London. */
export function setAway(who: string, since: number | undefined): void {
  if (since === undefined) company.away.delete(who);
  else company.away.set(who, nineOf(since) + (who === 'sue' ? 49 : 48) * HOUR_MS);
}
export const isAway = (who: string, now: number): boolean => (company.away.get(who) ?? 0) > now;

export const salesManager = (): Who => company.salesManager;
export const isSeller = (who: Who): boolean =>
  isHere(who) && (who === salesManager() || (isInTeam(who) && ['sam', 'sue', 'max'].includes(who)));
export const isMarketer = (who: Who): boolean => isHere(who) && (who === 'ada' || (isInTeam(who) && who === 'mia'));
/** While the manager of sales is not here, an admin answers for the team. */
export const canHold = (who: Who): boolean => isSeller(who) || (who === 'ada' && !isHere(salesManager()));
/** An admin answers for every team. */
export const managesSales = (who: Who): boolean => isHere(who) && (who === salesManager() || who === 'ada');

/** A Thursday, 10:00. */
export const BEGIN = Date.parse('2026-11-19T09:00:00Z');

/** Of all teams: a Wednesday in the stories of leads and requests, a Monday in those of rituals. */
export const HOLIDAYS = ['2026-11-25', '2027-03-08'];

const local = (at: number) => new Date(at + ZONE_MS);
export const isWorkday = (at: number): boolean =>
  local(at).getUTCDay() % 6 !== 0 && !HOLIDAYS.includes(local(at).toISOString().slice(0, 10));
const midnight = (at: number): number => Math.floor((at + ZONE_MS) / (24 * HOUR_MS)) * 24 * HOUR_MS - ZONE_MS;
export const nineOf = (at: number): number => midnight(at) + 9 * HOUR_MS;
export const endOf = (at: number): number => midnight(at) + 17 * HOUR_MS;

/** From 9:00 to 17:00, Monday to Friday. */
export const isWorking = (at: number): boolean => isWorkday(at) && at >= nineOf(at) && at < endOf(at);

/** 9:00 on the next working day. */
export function nextMorning(at: number): number {
  let day = midnight(at) + 24 * HOUR_MS;
  while (!isWorkday(day)) day += 24 * HOUR_MS;
  return nineOf(day);
}

/** 9:00 on the next Monday. */
export function nextMonday(at: number): number {
  let morning = nextMorning(at);
  while (local(morning).getUTCDay() !== 1) morning = nextMorning(morning);
  return morning;
}

/** `at` itself during work. */
export const nextWork = (at: number): number =>
  isWorking(at) ? at : isWorkday(at) && at < nineOf(at) ? nineOf(at) : nextMorning(at);

/** The moment after so many hours of work. */
export function afterWork(at: number, hours: number): number {
  let from = nextWork(at);
  let left = hours * HOUR_MS;
  while (left > endOf(from) - from) {
    left -= endOf(from) - from;
    from = nextMorning(from);
  }
  return from + left;
}

/** The date some days ahead, as people choose it in a form. */
export const dateAhead = (at: number, days: number): string =>
  local(at + days * 24 * HOUR_MS)
    .toISOString()
    .slice(0, 10);

/** When work begins on a date, or after it. */
export const morningOf = (date: string): number => {
  const nine = Date.parse(`${date}T08:00:00Z`);
  return isWorkday(nine) ? nine : nextMorning(nine);
};

/** 9:00 so many working days later. */
export const afterDays = (at: number, days: number): number =>
  days === 0 ? nineOf(at) : afterDays(nextMorning(at), days - 1);

export const dateOf = (at: number): string => dateAhead(at, 0);
