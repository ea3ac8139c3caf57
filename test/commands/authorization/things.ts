/** One of each kind of thing, with the id 1, which belongs to the first sales team, to marketing, or to Olli. */
import { addAgendaPoint } from '../../../src/agenda/points.ts';
import { openRound } from '../../../src/feedback/open.ts';
import { handOff } from '../../../src/leads/acts/handoff.ts';
import { addItem } from '../../../src/library/add.ts';
import { saveEntry } from '../../../src/marketing-plan/save.ts';
import { changeSetting } from '../../../src/platform/settings/change.ts';
import { askForContent } from '../../../src/requests/acts/ask.ts';
import { agreeAction } from '../../../src/reviews/actions.ts';
import { offerRide } from '../../../src/ride-alongs/offer.ts';
import { startRehearsal } from '../../../src/setup/rehearsal.ts';
import { saveTeam, type TeamForm } from '../../../src/teams/save.ts';
import { deputies } from '../../../src/teams/settings.ts';
import type { TestApp } from '../../support/test-app.ts';

export async function makeThings({ slack, baton }: TestApp): Promise<void> {
  const { write, keys } = baton.deps;
  const now = baton.deps.now();
  const { people, channels } = slack.ids;
  const [olli = '', sam = '', mia = ''] = [people.olli, people.sam, people.mia];
  const team = (kind: TeamForm['kind'], channel: string, manager: string): TeamForm => ({
    ...{ kind, name: channel, channelId: channels[channel] ?? '', managerId: people[manager] ?? '', userGroupId: null },
    ...{ zone: 'Europe/Berlin', workDays: [1, 2, 3, 4, 5], worksFrom: '09:00', worksUntil: '17:00', holidays: [] },
    digestCron: null,
  });
  await write((tx) => {
    const by = { id: null, by: 'test' };
    const north = saveTeam(tx, team('sales', 'sales', 'max'), by, now);
    saveTeam(tx, team('sales', 'south', 'moe'), by, now);
    const marketing = saveTeam(tx, team('marketing', 'marketing', 'mel'), by, now);
    changeSetting(tx, { setting: deputies, value: [people.dee ?? ''], by: 'test' }, now);
    const contact = { name: 'Jane Doe', company: 'Acme', email: 'jane@acme.example', phone: null, need: 'A demo' };
    const form = { ...contact, role: null, source: null, stage: null, temperature: 'hot' as const };
    const handoff = { form, teamId: north.id, assigneeId: null, marketerId: olli, messageLink: null };
    handOff(tx, { ...handoff, earlierLeadId: null }, now);
    const asked = { title: 'Prices', kind: 'one_pager', stage: null, audience: null, leadId: null, customer: null };
    const when = { words: null, priority: 'normal' as const, neededBy: '2026-12-01', hurry: null };
    askForContent(tx, { form: { ...asked, ...when }, teamId: marketing.id, requesterId: sam }, now);
    const item = { title: 'Case study', kind: 'case_study', stage: null, tags: [], summary: null };
    addItem(tx, { ...item, link: 'https://example.com/1', ownerId: olli, reviewAt: null, by: mia } as never, now);
    const round = { about: 'The fair', subject: null, isAnonymous: false, file: null, teamId: null, placeId: null };
    const questions = [{ kind: 'text' as const, text: 'How was it?', choices: [] }];
    const closing = { closesAt: new Date('2026-11-25T09:00Z'), zone: 'UTC' };
    const people1 = [{ userId: sam }] as never;
    openRound(tx, keys, { ...round, ...closing, askerId: olli, questions, asked: people1 }, now);
    addAgendaPoint(tx, { about: { kind: 'typed', words: 'Prices' } as never, by: olli }, now);
    agreeAction(tx, { what: 'New prices', ownerId: olli, dueOn: '2026-12-01', by: olli } as never, now);
    const entry = { title: 'Fair', campaign: null, audience: 'Banks', startsOn: '2026-12-01', endsOn: '2026-12-02' };
    saveEntry(
      tx,
      { ...by, version: null, form: { ...entry, salesTask: null, itemIds: [], ownerId: olli } as never },
      now,
    );
    const meeting = { kind: 'call' as const, title: 'Demo', leadId: null, startsAt: new Date('2026-11-30T09:00Z') };
    const offer = { meeting: { ...meeting, minutes: 30, seats: 1, place: null, words: null }, teamId: north.id };
    offerRide(tx, { ...offer, hostId: olli, side: 'sales' }, now);
    startRehearsal(tx, { teamId: north.id, by: people.max ?? '' }, now);
  });
}
