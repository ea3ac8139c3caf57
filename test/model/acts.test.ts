/** The models keep up with the product: a new act on a lead, a request or a ritual needs a step in the stories, or a reason. */
import { expect, test } from 'vitest';
import { permissions, type Rule } from '../../commands/permissions.ts';
import { leadActs } from './lead.ts';
import { requestActs } from './request.ts';
import { ritualActs } from './ritual.ts';

/** Steps that are no act on one thing. */
const others: Partial<Record<Rule, string>> = {
  'lead.hand_off': 'a lead is handed off, again and by another system',
  'lead.several': 'all are accepted from the list',
  'lead.away': 'a seller is away',
  'request.ask': 'sales asks',
  'request.say_if_it_helped': 'asked weeks later, in a message of its own: test/commands/requests',
  'ritual.manage': ritualActs.join(),
};

/** They read, and change no lead or request. */
const reading = /\.(?:see|history|list(?:_\w+)?|choose|breaches|quality_report)$/;
const elsewhere: Partial<Record<Rule, string>> = {
  'lead.rate': 'changes a rating, not the lead: test/commands/leads/quality.test.ts',
  'lead.blocked': 'leads of blocked domains stay apart: test/leads/blocked.test.ts',
};

test('each act on a lead, a request or a ritual is in the stories, or has a reason', () => {
  const told = new Set<string>([
    ...leadActs.map((act) => `lead.${act}`),
    ...requestActs.map((act) => `request.${act}`),
    ...Object.keys(others),
    ...Object.keys(elsewhere),
  ]);
  const rules = Object.keys(permissions).filter((rule) => /^(?:lead|request|ritual)\./.test(rule));
  expect(rules.length).toBeGreaterThan(30);
  expect(rules.filter((rule) => !told.has(rule) && !reading.test(rule))).toEqual([]);
});

test('the models have no act that the product lacks', () => {
  const acts = [...leadActs.map((act) => `lead.${act}`), ...requestActs.map((act) => `request.${act}`)];
  expect(acts.filter((act) => !(act in permissions))).toEqual(['request.withdraw']);
});
