import fc from 'fast-check';
import { describe, test } from 'vitest';
import type { LeadCard } from '../../src/leads/reads/card.ts';
import { cardEmoji } from '../../src/leads/settings.ts';
import { roles } from '../../src/teams/roles.ts';
import { help } from '../../views/help/help.ts';
import { leadCard } from '../../views/leads/card.ts';
import { digestMessage, nothingWaits } from '../../views/leads/digest.ts';
import { done } from '../../views/leads/done.ts';
import { historyModal } from '../../views/leads/history.ts';
import { leadNews, storyLine } from '../../views/leads/news.ts';
import { anyText } from './hostile.ts';
import { expectPostable, expectShown, marked } from './outgoing.ts';
import { AT, anyLead, anyTeam, anyWords, details, everyEntry } from './submitted.ts';

const RUNS = { numRuns: 80 };
const cardLink = 'https://northwind.slack.com/archives/C0123456789/p1763542800000100';

describe('any text that the forms accept', () => {
  test('the card shows it, and Slack accepts the card', () => {
    fc.assert(
      fc.property(anyLead, anyWords, fc.integer({ min: 0, max: 3 }), (lead, words, touches) => {
        const told: LeadCard = {
          lead,
          touches,
          isPool: true,
          routeReason: 'one_seller',
          lastTouch: { actorId: 'U0000000001', at: AT, details: details(words).touched },
          lastDecline: { actorId: 'U0000000001', details: details(words).declined },
          lastLoss: { details: details(words).lost },
        };
        const message = leadCard(told);
        expectPostable(message);
        for (const typed of [lead.need, lead.role, lead.source, lead.email]) {
          if (typed !== null) expectShown(message.blocks, typed);
        }
        // A header has 150 characters, which dozens of direction marks can fill: the history has the full text.
        const [title] = message.blocks;
        const whole =
          title?.type === 'header' && title.text.text.includes('…')
            ? historyModal({ lead, entries: [], page: 0, total: 0 })
            : message.blocks;
        for (const typed of [lead.name, lead.company]) expectShown(whole, typed);
      }),
      RUNS,
    );
  });

  test('the thread and the direct messages show it, and Slack accepts them', () => {
    fc.assert(
      fc.property(anyLead, anyWords, fc.constantFrom('U0000000001', 'U0000000003'), (lead, words, userId) => {
        for (const entry of everyEntry(words)) {
          expectPostable(storyLine(lead, entry));
          const news = leadNews({ lead, entry, userId, cardLink });
          expectPostable(news);
          expectShown(news.blocks, lead.name);
          const saysWords = ['noted', 'declined', 'lost', 'touched', 'nurtured', 'disqualified'].includes(entry.kind);
          if (saysWords) expectShown(news.blocks, words);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('the digest lists it, and Slack accepts the digest', () => {
    const untouched = fc.record({
      notAccepted: fc.array(anyLead, { maxLength: 5 }),
      accepted: fc.array(anyLead, { maxLength: 5 }),
      notAcceptedCount: fc.integer({ min: 5, max: 9999 }),
      acceptedCount: fc.integer({ min: 5, max: 9999 }),
    });
    fc.assert(
      fc.property(untouched, fc.constantFrom(null, AT), (found, lateSince) => {
        // Slack requires unique block_ids in a message, and a digest lists each lead once.
        const numbered = <T extends { id: number }>(leads: T[], from: number) =>
          leads.map((lead, index) => ({ ...lead, id: from + index, ownerId: `U000000000${index}` }));
        const message = digestMessage({
          teamId: 1,
          untouched: { ...found, notAccepted: numbered(found.notAccepted, 1), accepted: numbered(found.accepted, 100) },
          lateSince,
          workspaceUrl: 'https://northwind.slack.com/',
          now: AT,
        });
        expectPostable(message);
        for (const { name } of [...found.notAccepted, ...found.accepted]) expectShown(message.blocks, name);
      }),
      { numRuns: 40 },
    );
  });

  test('messages for one person are valid too', () => {
    fc.assert(
      fc.property(anyLead, anyTeam, (lead, team) => {
        expectPostable(done(lead));
        expectPostable(nothingWaits(team.name));
        expectShown(done(lead).blocks, lead.company);
      }),
      RUNS,
    );
  });

  test('an unknown command is answered with its words', () => {
    fc.assert(
      fc.property(
        anyText(3000).filter((text) => text.trim() !== ''),
        (text) => {
          expectPostable(help({ roles, emoji: cardEmoji.default, unknown: marked(text, 100) }));
        },
      ),
      RUNS,
    );
  });
});
