import { describe, expect, test } from 'vitest';
import { validateCron } from '../../../src/platform/schedule/cron.ts';
import { cronFromWords, describeCron } from '../../../src/platform/schedule/cron-words.ts';

const said = (cron: string) => validateCron(cron, 'Europe/Berlin');

describe('a typed cron expression', () => {
  test('is accepted if it runs at most once an hour', () => {
    for (const cron of [
      '0 9 * * 1-5',
      '30 14 * * MON,thu',
      '0 * * * *',
      ' 5  8  1 * * ',
      '0 9-17/2 * * *',
      '0 9 29 2 *',
    ]) {
      expect(said(cron), cron).toBeUndefined();
    }
  });

  test('is refused if it runs more often, in any notation', () => {
    for (const cron of ['* 9 * * *', '0,30 9 * * *', '*/30 * * * *', '0-1 9 * * *']) {
      expect(said(cron), cron).toBe(
        'This would run more than once an hour. Choose one minute, such as 0 for the full hour.',
      );
    }
  });

  test('is refused if its day never comes', () => {
    for (const cron of ['0 9 31 2 *', '0 9 30 2 *', '0 9 31 4,6 *']) {
      expect(said(cron), cron).toMatch(/never comes|cannot be/);
    }
  });

  test('is refused with the part that is invalid', () => {
    expect(said('60 9 * * *')).toBe('"60" cannot be the minute, for example 0 9 * * 1-5 (working days at 9:00).');
    expect(said('0 24 * * *')).toContain('"24" cannot be the hour');
    expect(said('0 9 * * 8')).toContain('"8" cannot be the day of the week');
    expect(said('0 9 * * mondays')).toContain('I cannot read "mondays" as the day of the week');
    expect(said('H 9 * * *')).toContain('I cannot read "H" as the minute');
    expect(said('0 9 L * *')).toContain('I cannot read "L" as the day of the month');
    expect(said('0 9 * * 1#2')).toContain('I cannot read "1#2"');
    expect(said('0 9; * * *')).toContain('I cannot read "9;"');
  });

  test('is refused without its five parts', () => {
    expect(said('')).toContain('this one has 0');
    expect(said('0 9 * *')).toContain('this one has 4');
    expect(said('0 0 9 * * 1-5')).toContain('this one has 6');
    expect(said('@daily')).toBe('Write the times out in five parts, for example 0 9 * * 1-5 (working days at 9:00).');
  });

  test('is refused in a zone that does not exist', () => {
    expect(validateCron('0 9 * * *', 'Berlin')).toContain('I do not know the time zone "Berlin"');
  });
});

describe('a schedule in words', () => {
  test('describes the times', () => {
    const words: Record<string, string> = {
      '0 9 * * 1-5': 'working days at 9:00',
      '30 8 * * MON-FRI': 'working days at 8:30',
      '0 9 * * *': 'every day at 9:00',
      '0 9 * * 0-6': 'every day at 9:00',
      '30 14 * * 1,4': 'Mondays and Thursdays at 14:30',
      '0 9 * * sun,sat,fri': 'Fridays, Saturdays and Sundays at 9:00',
      '0 9 * * 7': 'Sundays at 9:00',
      '0 9,15 * * 1-5': 'working days at 9:00 and 15:00',
      '0 8 1 * *': 'day 1 of each month at 8:00',
      '0 * * * *': 'every hour',
      '5 * * * *': 'every hour at 5 past',
    };
    for (const [cron, told] of Object.entries(words)) expect(describeCron(cron), cron).toBe(told);
  });

  test('is the expression itself if there are no plain words for it', () => {
    for (const cron of [
      '0 9 1 * 1',
      '0 9 * 6 *',
      '0 */2 * * *',
      '0 9 * * 1-5/2',
      '0 9 1,15 * *',
      '* * * * *',
      'rubbish',
    ]) {
      expect(describeCron(cron), cron).toBe(cron);
    }
  });

  test('is parsed back', () => {
    const crons: Record<string, string> = {
      'working days at 9:00': '0 9 * * 1-5',
      'Weekdays 9.30': '30 9 * * 1-5',
      '9:00': '0 9 * * 1-5',
      'at 17:05': '5 17 * * 1-5',
      'every day at 8:30': '30 8 * * *',
      'Daily 08:05': '5 8 * * *',
      'Fridays at 9': '0 9 * * 5',
      'Mon, Thu 14:30': '30 14 * * 1,4',
      'mondays and thursdays at 14:30': '30 14 * * 1,4',
      '9am': '0 9 * * 1-5',
      'Mon-Fri at 9:00': '0 9 * * 1-5',
      'Mon – Thu 9:00': '0 9 * * 1-4',
      'Monday to Friday at 9 a.m.': '0 9 * * 1-5',
      'every Monday at 9': '0 9 * * 1',
      'on Mondays and Thursdays at 2:30 pm': '30 14 * * 1,4',
      'Fri-Mon at noon': '0 12 * * 5,6,0,1',
      'tue, thu-sat 12:15 am': '15 0 * * 2,4-6',
      'Mondays, Tuesdays and Thursdays at 14:30': '30 14 * * 1,2,4',
      ' 0  9 * * 1-5 ': '0 9 * * 1-5',
    };
    for (const [words, cron] of Object.entries(crons)) expect(cronFromWords(words), words).toBe(cron);
  });

  test('is refused if it cannot be parsed', () => {
    for (const words of [
      '',
      'soon',
      '25:00',
      '9:60',
      'moonday 9:00',
      'working days',
      'mon-fri',
      '0,30 9 * * *',
      '-9:00',
      'm 9:00',
    ]) {
      expect(cronFromWords(words), words).toBeUndefined();
    }
  });

  test('is parsed back from its description', () => {
    for (const cron of ['0 9 * * 1-5', '30 8 * * *', '15 14 * * 1,4', '0 9 * * 5,6,0']) {
      expect(cronFromWords(describeCron(cron)), cron).toBe(cron);
    }
  });
});
