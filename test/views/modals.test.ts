import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCommand } from '../../src/leads/reading/command.ts';
import { readMessage } from '../../src/leads/reading/message.ts';
import { declineReasons, lossReasons } from '../../src/leads/settings.ts';
import type { Lead } from '../../src/leads/table.ts';
import * as deal from '../../views/leads/deal.ts';
import { duplicateModal } from '../../views/leads/duplicate.ts';
import * as forms from '../../views/leads/forms.ts';
import { handoffModal, nameOptions } from '../../views/leads/handoff.ts';
import { historyModal } from '../../views/leads/history.ts';
import { leadListModal } from '../../views/leads/list.ts';
import { TEAMS_PAGE_SIZE, teamModal, teamsModal } from '../../views/teams/teams.ts';
import { anyText, hostile, stretched } from './hostile.ts';
import { expectOpenable, expectShown } from './outgoing.ts';
import { AT, anyLead, anyTeam, anyWords, everyEntry } from './submitted.ts';

const RUNS = { numRuns: 50 };

const leadModals: Record<string, (lead: Lead) => Parameters<typeof expectOpenable>[0]> = {
  decline: (lead) => forms.declineModal(lead, null, { reasons: declineReasons.default }),
  touch: forms.touchModal,
  qualify: (lead) => deal.qualifyModal(lead, null, 'EUR'),
  win: (lead) => deal.winModal(lead, null, 'EUR'),
  value: (lead) => deal.valueModal(lead, null, 'EUR'),
  lose: (lead) => forms.loseModal(lead, null, { reasons: lossReasons.default }),
  nurture: forms.nurtureModal,
  snooze: (lead) => forms.snoozeModal(lead, null, { shortMinutes: 60 }),
  reassign: forms.reassignModal,
  note: forms.noteModal,
  disqualify: forms.disqualifyModal,
  'known lead': (lead) =>
    duplicateModal({ lead, draftId: '6ee2c1b6-93a9-4b3c-8e3e-6b5f0c5d9a10', ways: ['append', 'again'], isSame: true }),
};

describe('any text that the forms accept', () => {
  test.each(Object.entries(leadModals))('%s opens and names the lead', (_, modal) => {
    fc.assert(
      fc.property(anyLead, (lead) => {
        const view = modal(lead);
        expectOpenable(view);
        expectShown(view.blocks, lead.name);
        expectShown(view.blocks, lead.company);
      }),
      { numRuns: 40 },
    );
  });

  test('lists open', () => {
    fc.assert(
      fc.property(fc.array(anyLead, { maxLength: 10 }), anyText(200), (leads, words) => {
        const numbered = leads.map((lead, index) => ({ ...lead, id: index + 1 }));
        const carry = `search ${words.slice(0, 200)}`;
        expectOpenable(
          leadListModal({
            name: 'search',
            leads: numbered,
            page: 1,
            total: 99,
            carry,
            reader: { salesTeams: 'every', inMarketing: true },
            own: false,
            workspaceUrl: 'https://northwind.slack.com/',
            now: AT,
          }),
        );
      }),
      RUNS,
    );
  });

  test('the history opens and shows every word', () => {
    fc.assert(
      fc.property(anyLead, anyWords, (lead, words) => {
        const view = historyModal({ lead, entries: everyEntry(words), page: 0, total: 99 });
        expectOpenable(view);
        for (const typed of [lead.name, lead.company, lead.need, words]) expectShown(view.blocks, typed);
      }),
      RUNS,
    );
  });

  test('teams open in their list, in their form, and as the choice of a hand-off', () => {
    fc.assert(
      fc.property(anyTeam, anyText(80), (team, groupName) => {
        const teams = Array.from({ length: TEAMS_PAGE_SIZE }, (_, index) => ({ ...team, id: index + 1 }));
        const list = teamsModal({ teams, page: 1, total: 99 });
        expectOpenable(list);
        expectShown(list.blocks, team.name);
        const userGroupName = groupName || null;
        const grouped = { ...team, userGroupId: 'S0123456789' };
        expectOpenable(teamModal({ team: grouped, zone: 'UTC', userGroupName, managerId: 'U0123456789' }));
        expectOpenable(handoffModal({ teams, guess: {} }));
      }),
      RUNS,
    );
  });
});

describe('any text after a command or in a message', () => {
  test('the form opens with it', () => {
    fc.assert(
      fc.property(anyTeam, anyText(3000), (team, text) => {
        for (const guess of [readCommand(text), readMessage(text)]) {
          expectOpenable(handoffModal({ teams: [team], guess }));
        }
      }),
      RUNS,
    );
  });

  /** A careless pattern takes minutes for these. */
  const slow = Object.fromEntries(
    ['a@', 'A', 'Aa ', '\n', 'name:', '1', '+4930 ', '<', '( ', `a${' '.repeat(39_000)}b`].map((text) => [
      text.slice(0, 9),
      text,
    ]),
  );
  test.each(Object.entries({ ...hostile, ...slow }))('%j for 40,000 characters', (_, text) => {
    const long = stretched(text, 40_000);
    for (const guess of [readCommand(long), readMessage(long)]) {
      const view = handoffModal({ teams: [], guess });
      expectOpenable({ ...view, blocks: view.blocks.filter((block) => block.block_id !== 'team') });
    }
  });

  test('suggested sources are valid options, at most 100', () => {
    fc.assert(
      fc.property(
        anyText(70),
        fc.uniqueArray(anyWords.map((words) => words.slice(0, 70).toWellFormed())),
        (typed, known) => {
          const options = nameOptions(known, typed);
          expect(options.length).toBeLessThanOrEqual(100);
          if (options.length === 0) return;
          expectOpenable({
            type: 'modal',
            title: { type: 'plain_text', text: 'Sources' },
            blocks: [{ type: 'actions', elements: [{ type: 'static_select', action_id: 'source', options }] }],
          });
        },
      ),
      RUNS,
    );
  });
});

test.each([
  [['pool'], 'Leave empty to let the first to accept own it.'],
  [['round_robin', 'round_robin'], 'Leave empty to assign the next in rotation.'],
  [['one'], 'Leave empty to use the team’s assignee.'],
  [['pool', 'one'], 'Leave empty to use the team’s routing.'],
] as const)('a hand-off to teams with the routing %s says what happens without a seller', (routings, words) => {
  const [team] = fc.sample(anyTeam, 1);
  const teams = routings.flatMap((routing, index) => (team ? [{ ...team, id: index + 1, routing }] : []));
  expect(JSON.stringify(handoffModal({ teams, guess: {} }).blocks)).toContain(words);
});
