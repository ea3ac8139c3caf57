import { MOST_CLAUSES } from '../../../src/leads/definition/types.ts';
import { cardEmoji } from '../../../src/leads/settings.ts';
import { routeReasons } from '../../../src/leads/types.ts';
import type { TeamChange } from '../../../src/teams/table.ts';
import { commandsModal, help } from '../../../views/help/help.ts';
import { contentAnswer, handoffAnswer, leadsAnswer, nothingAnswer } from '../../../views/help/mention.ts';
import { clauseModal, definitionHints, definitionMessage, definitionModal } from '../../../views/leads/definition.ts';
import { ephemeral } from '../../../views/leads/ephemeral.ts';
import { routeTestMessage, teamUnknownMessage } from '../../../views/leads/route-test.ts';
import { managerChanged } from '../../../views/teams/changes.ts';
import { retireModal } from '../../../views/teams/retire.ts';
import { routingModal, sellerModal } from '../../../views/teams/routing.ts';
import { rulesModal } from '../../../views/teams/rules.ts';
import { TEAMS_PAGE_SIZE, teamModal, teamsModal } from '../../../views/teams/teams.ts';
import { watchersField } from '../../../views/teams/watchers.ts';
import type { Builders, Given } from './given.ts';

const roleNames = ['seller', 'marketer', 'manager', 'admin'] as const;

const clause = (given: Given, id: number) => ({
  id,
  teamId: 7,
  text: given.name(150),
  position: id,
  version: 1,
  createdAt: given.now,
  createdBy: 'U0000000001',
  retiredAt: null,
});

/** Every field of a team, and a seller's rotation, changed. */
const teamChanges = (given: Given): TeamChange[] => {
  const one = { id: 1, teamId: 7, userId: null, before: null, by: 'U0000000001', at: given.now };
  const { id: _, updatedAt: __, updatedBy: ___, ...fields } = given.team();
  const holidays = Array.from({ length: 100 }, () => '2026-12-25');
  const nulls = Object.fromEntries(Object.keys(fields).map((field) => [field, null]));
  return [
    { ...one, after: fields },
    { ...one, before: nulls, after: { ...fields, name: given.name(75), holidays } },
    { ...one, before: fields, after: nulls, by: 'command line' },
    { ...one, userId: 'U0000000002', before: { weight: null, dailyCap: 3 }, after: { weight: 2, dailyCap: null } },
    { ...one, before: { unknown: 1 }, after: { unknown: 2 } },
  ];
};

export const companyViews: Record<string, Builders> = {
  'leads/definition.ts': {
    definitionModal: (given) =>
      [true, false].map((mayEdit) =>
        definitionModal({
          team: given.team(),
          teams: [given.team(), ...given.teams(300).slice(1)],
          clauses: given.people(MOST_CLAUSES).map((_, id) => clause(given, id)) as never,
          lastChange: undefined,
          mayEdit,
        }),
      ),
    clauseModal: (given) => [clauseModal(given.team(), null), clauseModal(given.team(), clause(given, 1) as never)],
    definitionMessage: (given) => [
      definitionMessage(given.team(), {
        by: ['U0000000001', ...given.people(20)],
        added: given.people(MOST_CLAUSES).map(() => given.name(150)),
        edited: given.people(MOST_CLAUSES).map(() => ({ from: given.name(150), to: given.name(150) })),
        retired: given.people(MOST_CLAUSES).map(() => given.name(150)),
        isReordered: true,
        total: given.total,
      }),
    ],
    definitionHints: (given) => [
      definitionHints(
        given
          .teams(100)
          .map(({ id, name }) => ({ teamId: id, teamName: name, clauses: Array(12).fill(given.name(150)) })),
      ),
    ],
  },
  'help/help.ts': {
    help: (given) =>
      [[], ...roleNames.map((role) => [role]), roleNames].map((roles) =>
        help({ roles, emoji: cardEmoji.default, ...(given.amount !== 'nothing' && { unknown: given.name(3000) }) }),
      ),
    commandsModal: () =>
      [[], ...roleNames.map((role) => [role]), roleNames].map((roles) =>
        commandsModal({ roles, emoji: cardEmoji.default }),
      ),
  },
  'help/mention.ts': {
    contentAnswer: () => [contentAnswer('6ee2c1b6-93a9-4b3c-8e3e-6b5f0c5d9a10')],
    handoffAnswer: () => [handoffAnswer('6ee2c1b6-93a9-4b3c-8e3e-6b5f0c5d9a10')],
    leadsAnswer: ({ total }) => [leadsAnswer({ toAccept: total, toTouch: total, back: total, overdue: total })],
    nothingAnswer: () => [nothingAnswer()],
  },
  'leads/route-test.ts': {
    teamUnknownMessage: (given) => [teamUnknownMessage(given.name(75))],
    routeTestMessage: (given) =>
      routeReasons.map((why) =>
        routeTestMessage({
          teamName: given.name(75),
          route: {
            userId: 'U0000000001',
            why,
            skipped: given.people(50).map((userId) => ({ userId, absence: 'is out of office' })),
            turns: [],
          },
          isPool: true,
        }),
      ),
  },
  'teams/retire.ts': {
    retireModal: (given) =>
      [given.teams(9), []].map((heirs) => retireModal({ team: given.team(), work: given.total, heirs })),
  },
  'teams/rules.ts': {
    rulesModal: (given) => [
      rulesModal(
        given.team(),
        {
          sources: given.total > 0 ? [given.name(70)] : [],
          campaigns: given.total > 0 ? [given.name(70)] : [],
          countries: given.total > 5 ? ['DE', 'AT', 'CH', 'GB', 'US', 'TR', 'CI'] : [],
          sizeFrom: given.total > 0 ? 50 : null,
          sizeTo: null,
        },
        teamChanges(given),
      ),
    ],
  },
  'teams/routing.ts': {
    routingModal: (given) => [
      routingModal(given.team(), []),
      routingModal(
        given.team({ oneSellerId: 'U0000000001', fallbackId: 'U0000000001', dailyCap: 1000 }),
        teamChanges(given),
      ),
    ],
    sellerModal: (given) => [sellerModal(given.team(), teamChanges(given))],
  },
  'teams/teams.ts': {
    teamsModal: (given) => [teamsModal({ teams: given.teams(TEAMS_PAGE_SIZE), page: 0, total: given.total })],
    teamModal: (given) => [
      teamModal({ team: null, zone: 'UTC', userGroupName: null, managerId: 'U0000000001' }),
      teamModal({
        team: given.team(),
        zone: 'UTC',
        userGroupName: given.name(80),
        managerId: 'U0000000001',
        changes: teamChanges(given),
      }),
    ],
  },
  'teams/watchers.ts': {
    watchersField: () => [
      {
        type: 'modal',
        title: { type: 'plain_text', text: 'x' },
        submit: { type: 'plain_text', text: 'x' },
        blocks: [watchersField(['U0000000001'])],
      },
    ],
  },
  'teams/changes.ts': {
    managerChanged: (given) =>
      ['U0000000003', 'command line'].map((by) =>
        managerChanged({ team: given.team(), before: 'U0000000001', after: 'U0000000002', by }),
      ),
  },
  'leads/ephemeral.ts': {
    ephemeral: () => [
      ephemeral('Snoozed until Monday.'),
      ephemeral('Not for you?', { declineLeadId: 1 }),
      ephemeral('Won!', { valueLeadId: 1 }),
    ],
  },
};
