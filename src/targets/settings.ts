import { z } from 'zod';
import { setting } from '../platform/settings/setting.ts';
import { targetUnits } from './types.ts';

/** The period that is offered first. A target can be for the other one. */
export const targetUnit = setting<(typeof targetUnits)[number]>({
  key: 'targets.period',
  group: 'Scoreboard',
  title: 'Period of targets',
  help: 'Both teams set their targets for it in /baton targets. A single target can be for the other period.',
  editor: { kind: 'choice', choices: { quarter: 'Quarter', month: 'Month' } },
  schema: z.enum(targetUnits, 'A period is a quarter or a month.'),
  default: 'quarter',
});
