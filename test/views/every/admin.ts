import { optionalScopes } from '../../../src/health/scopes.ts';
import { healthAlerts } from '../../../src/health/types.ts';
import { auditKinds } from '../../../src/platform/audit/types.ts';
import type { SettingChange } from '../../../src/platform/settings/table.ts';
import { allSettings } from '../../../src/settings/catalogue.ts';
import type { SetupState } from '../../../src/setup/state.ts';
import { rehearsalSteps, setupSteps } from '../../../src/setup/types.ts';
import { AUDIT_PAGE_SIZE, auditFilterModal, auditModal } from '../../../views/audit/log.ts';
import { placeAlert, placeAlertOver } from '../../../views/health/alert.ts';
import { declinedLines } from '../../../views/health/declined.ts';
import {
  alertMessage,
  alertOverMessage,
  eventsRetried,
  healthMessage,
  healthSection,
} from '../../../views/health/health.ts';
import { outsiderLines } from '../../../views/health/outsiders.ts';
import {
  askWhom,
  chooseContact,
  colleagueErased,
  colleagueModal,
  contactModal,
  erased,
  erasing,
  MOST_FOUND,
  MOST_LEAVERS,
} from '../../../views/privacy/forget.ts';
import { settingModal } from '../../../views/settings/form.ts';
import { SETTINGS_PAGE_SIZE, settingsModal } from '../../../views/settings/list.ts';
import { setupDone, setupGreeting, setupModal, setupSection } from '../../../views/setup/checklist.ts';
import {
  introduction,
  practiceElsewhere,
  takingPart,
  watching,
  welcomeMessage,
} from '../../../views/setup/introduction.ts';
import { manifestNews } from '../../../views/setup/manifest-news.ts';
import { rehearsalCard, rehearsalStory } from '../../../views/setup/rehearsal.ts';
import type { Builders, Given } from './given.ts';

const rehearsals = ({ now }: Given) =>
  rehearsalSteps.map((step, id) => ({
    id,
    teamId: 7,
    startedBy: 'U0000000001',
    startedAt: now,
    step,
    ownerId: id === 0 ? null : 'U0000000001',
    acceptedAt: id === 0 ? null : now,
    touchedAt: id < 2 ? null : now,
    endsAt: now,
  }));

/** Each kind by a person and by Baton, with and without details. */
const auditEntries = (given: Given) =>
  given
    .people(AUDIT_PAGE_SIZE)
    .slice(0, AUDIT_PAGE_SIZE)
    .map((_, at) => ({
      subject: at % 3 === 0 ? null : given.name(75),
      entry: {
        id: at + 1,
        at: given.now,
        kind: Object.keys(auditKinds)[at % Object.keys(auditKinds).length] ?? 'unknown',
        actor: ['U0000000001', 'Baton', 'command line'][at % 3] ?? '',
        subject: 'team:7',
        details:
          [
            null,
            { from: given.words(500), to: [given.words(500)] },
            {
              person: 'U0000000002',
              from: null,
              to: { name: given.name(75), holidays: Array(100).fill('2026-12-25') },
            },
          ][at % 3] ?? null,
        hash: 'a'.repeat(64),
      },
    }));

/** No step done, with and without proposals; all done; and with every problem. */
const outsiders = (given: Given) =>
  given.people(50).map((_, at) => ({
    channelId: 'C0000000000',
    sharedWith: ([null, 'company', 'workspace'] as const)[at % 3] ?? null,
    guests: at % 2,
  }));

export function setups(given: Given): SetupState[] {
  const teams = given.teams(50);
  const done = (isDone: boolean) => Object.fromEntries(setupSteps.map((step) => [step, isDone])) as SetupState['done'];
  const proposals = (['sales', 'marketing'] as const).map((kind) => ({
    kind,
    channelId: 'C0000000000',
    channelName: given.name(80),
    userGroupId: 'S0000000000',
    userGroupName: given.words(80),
  }));
  const fresh = {
    done: done(false),
    sales: [],
    marketing: [],
    proposals: [],
    closed: [],
    outsiders: [],
    declined: [],
    rehearsal: undefined,
    isHidden: false,
  };
  const half = { ...fresh, done: { ...done(false), sales: true }, sales: teams, marketing: teams };
  return [
    fresh,
    { ...fresh, proposals },
    ...rehearsals(given).map((rehearsal) => ({
      ...half,
      rehearsal: { ...rehearsal, card: rehearsal.id === 0 ? undefined : { channel: 'C0000000000', ts: '1.1' } },
    })),
    { ...half, outsiders: outsiders(given), declined: [...optionalScopes] },
    { ...half, closed: given.people(50).map(() => ({ channelId: 'C0000000000', error: 'is_archived' })) },
    { ...half, done: done(true) },
  ];
}

/** Places by alert: problems of Baton itself have no place in Slack. */
const places: Record<string, string> = {
  token_refused: 'token_revoked',
  missing_scope: 'chat:write,users:read',
  job_failing: 'digest:7',
};
const closed = ['is_archived', 'something_new'].flatMap((error) =>
  ['C0000000000', 'U0000000001'].map((place) => ({ error, place })),
);
export const alerts = ({ now }: Given) =>
  [...Object.keys(healthAlerts).map((error) => ({ error, place: places[error] ?? '' })), ...closed].map((one) => ({
    key: `${one.error}:${one.place}`,
    ...one,
    since: now,
  }));

const changes = (given: Given, key: string): SettingChange[] =>
  given.people(5).map((by, id) => ({ id, key, value: null, by: id === 0 ? 'cli' : by, at: given.now }));

export const adminViews: Record<string, Builders> = {
  'privacy/forget.ts': {
    askWhom: (given) => [askWhom([]), askWhom(given.people(50).slice(0, MOST_LEAVERS))],
    chooseContact: (given) => [
      chooseContact(given.leads(MOST_FOUND), given.words(200) ?? 'nemo'),
      chooseContact([], given.name(75)),
    ],
    contactModal: (given) =>
      [undefined, [], given.people(30).map((_, at) => `${at} content requests`)].map((places) =>
        contactModal({
          leads: given.leads(50).map((lead) => ({ ...lead, card: { channel: 'C0000000000', ts: '1.1' } })),
          places,
          externalId: 'forget:1',
          workspaceUrl: 'https://a.slack.com/',
        }),
      ),
    erasing: () => [erasing()],
    erased: () => [erased()],
    colleagueModal: () => [colleagueModal({ userId: 'U0000000001', goes: 1_000 })],
    colleagueErased: () => [colleagueErased()],
  },
  'audit/log.ts': {
    auditModal: (given) =>
      [{}, { kind: 'team.changed' as const, actor: 'U0000000001', day: '2026-11-19' }].map((choice) =>
        auditModal({ entries: auditEntries(given), choice, page: 1, total: 1_000 }),
      ),
    auditFilterModal: () => [auditFilterModal({}), auditFilterModal({ kind: 'team.changed', actor: 'U0000000001' })],
  },
  'health/health.ts': {
    healthSection: (given) => [healthSection([]), healthSection(given.total === 0 ? [] : alerts(given))],
    healthMessage: (given) =>
      [undefined, { error: 'token_revoked', since: given.now }].map((paused) =>
        healthMessage({
          paused,
          diskFreeBytes: given.total === 0 ? undefined : 1e12,
          alerts: given.total === 0 ? [] : alerts(given),
          outbox: { waiting: given.total, oldest: given.total === 0 ? undefined : given.now },
          inbox: { waiting: given.total, deadLettered: given.total },
          outsiders: outsiders(given),
          declined: given.total === 0 ? [] : [...optionalScopes],
          deadLetters: Array.from({ length: Math.min(given.total, 9) }, (_, index) => ({
            type: index === 0 ? null : 'reaction_added',
            reason: index === 1 ? null : `reason_${index}`,
            events: given.total - index,
          })),
          databaseBytes: given.total * 1e9,
          lastBackup: undefined,
        } as Parameters<typeof healthMessage>[0]),
      ),
    eventsRetried: (given) => [eventsRetried(given.total)],
    alertMessage: (given) => alerts(given).map(alertMessage),
    alertOverMessage: (given) => alerts(given).map(alertOverMessage),
  },
  'setup/rehearsal.ts': {
    rehearsalCard: (given) => rehearsals(given).map(rehearsalCard),
    rehearsalStory: (given) => rehearsals(given).map((one) => rehearsalStory(one, one.step)),
  },
  'settings/form.ts': {
    settingModal: (given) =>
      allSettings.flatMap((setting) => {
        const about = { setting, value: setting.default, changes: changes(given, setting.key) };
        return [
          settingModal({ ...about, isDefault: true }),
          settingModal({
            ...about,
            isDefault: false,
            preview: { of: 'erasing', unit: ['survey', 'surveys'], count: given.total },
          }),
          settingModal({ ...about, isDefault: false, preview: { of: 'fault', sentence: given.name(200) } }),
          settingModal({
            ...about,
            isDefault: false,
            preview: { of: 'times', subject: given.name(90), times: [['Reassigned: ', given.now]] },
          }),
        ];
      }),
  },
  'settings/list.ts': {
    settingsModal: (given) =>
      [true, false].map((mayChange) =>
        settingsModal({
          settings: allSettings.slice(0, SETTINGS_PAGE_SIZE).map((setting) => ({
            setting,
            value: setting.default,
            isDefault: mayChange,
            lastChange: changes(given, setting.key)[0],
            mayChange,
          })),
          page: 0,
          total: allSettings.length,
          teams: given.teams(50).map((team) => ({ team, nextDigest: mayChange ? given.now : null })),
        }),
      ),
  },
  'setup/checklist.ts': {
    setupSection: (given) => setups(given).map(setupSection),
    setupGreeting: (given) => setups(given).map(setupGreeting),
    setupModal: (given) => setups(given).map(setupModal),
    setupDone: () => [setupDone()],
  },
  'setup/manifest-news.ts': {
    manifestNews: ({ amount }) =>
      [['/report'], ['reaction_added'], ['/a', '/b', 'reaction_added', 'user_change']].map((added) =>
        manifestNews(amount === 'a thousand' ? Array.from({ length: 60 }, (_, index) => `/command-${index}`) : added),
      ),
  },
  'setup/introduction.ts': {
    introduction: (given) =>
      [given.team(), given.team({ kind: 'marketing' })].map((team) =>
        introduction({ team, accept: 'white_check_mark' }),
      ),
    welcomeMessage: (given) =>
      [given.team(), given.team({ kind: 'marketing' })].flatMap((team) =>
        [true, false].map((isManager) => welcomeMessage({ team, accept: 'white_check_mark', isManager })),
      ),
    watching: (given) => [given.team(), given.team({ kind: 'marketing' })].map(watching),
    takingPart: (given) => [given.team(), given.team({ kind: 'marketing' })].map(takingPart),
    practiceElsewhere: () => [practiceElsewhere('C0000000000')],
  },
  'health/declined.ts': {
    declinedLines: () => [{ type: 'home', blocks: [...setupDone().blocks, ...declinedLines(optionalScopes)] }],
  },
  'health/outsiders.ts': {
    outsiderLines: (given) => [{ type: 'home', blocks: [...setupDone().blocks, ...outsiderLines(outsiders(given))] }],
  },
  'health/alert.ts': {
    placeAlert: () =>
      ['is_archived', 'channel_not_found', 'not_in_channel', 'something_new'].map((error) =>
        placeAlert({ place: 'C0000000000', error }),
      ),
    placeAlertOver: () => [placeAlertOver({ place: 'C0000000000' })],
  },
};
