import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DefinitionNews } from '../../../src/leads/definition/news.ts';
import type { Clause } from '../../../src/leads/definition/table.ts';
import { LONGEST_CLAUSE, MOST_CLAUSES } from '../../../src/leads/definition/types.ts';
import { declineReasons } from '../../../src/leads/settings.ts';
import { leadCard } from '../../../views/leads/card.ts';
import { clauseModal, definitionMessage, definitionModal, readClause } from '../../../views/leads/definition.ts';
import { declineModal } from '../../../views/leads/forms.ts';
import { handBackModal } from '../../../views/leads/hand-back.ts';
import { handoffModal } from '../../../views/leads/handoff.ts';
import { leadNews } from '../../../views/leads/news.ts';
import { anyText, stretched } from '../hostile.ts';
import { expectOpenable, expectPostable, expectShown, marked } from '../outgoing.ts';
import { AT, anyLead, anyTeam, anyWords, details, entry, submission } from '../submitted.ts';

const RUNS = { numRuns: 40 };
const ref = { v: 1, teamId: 7, clauseId: null, version: null };

/** A clause that its form accepts. */
const anyClause = anyText(LONGEST_CLAUSE)
  .map((text) => readClause(submission({ text: marked(text, LONGEST_CLAUSE) }, ref)).form)
  .filter((form) => form.ok)
  .map((form) => form.value.text);

const clause = (text: string, id: number): Clause => ({
  id,
  teamId: 7,
  text,
  position: id,
  version: 1,
  retiredAt: null,
  updatedAt: AT,
  updatedBy: 'U0000000001',
});
const lastChange = { id: 1, teamId: 7, clauseId: 1, kind: 'added', details: {}, by: 'U0000000001', at: AT } as const;

describe('any text in a definition', () => {
  test('it opens for editors and readers', () => {
    fc.assert(
      fc.property(fc.array(anyClause, { maxLength: MOST_CLAUSES }), anyTeam, fc.boolean(), (texts, team, mayEdit) => {
        const clauses = texts.map((text, index) => clause(text, index + 1));
        const teams = [team, { ...team, id: 8 }];
        const view = definitionModal({ team, teams, clauses, lastChange, mayEdit });
        expectOpenable(view);
        for (const text of texts) expectShown(view.blocks, text);
        for (const one of clauses) expectOpenable(clauseModal(team, one));
      }),
      RUNS,
    );
  });

  test('the forms of a hand-off, a decline and an answer open with it', () => {
    fc.assert(
      fc.property(
        fc.array(anyClause, { minLength: 1, maxLength: MOST_CLAUSES }),
        anyTeam,
        anyLead,
        (texts, team, lead) => {
          const definitions = [1, 2, 3, 4].map((teamId) => ({ teamId, teamName: team.name, clauses: texts }));
          expectOpenable(handoffModal({ teams: [team], guess: {}, definitions }));
          expectOpenable(handoffModal({ teams: [team], guess: {}, definitions: definitions.slice(0, 1) }));
          expectOpenable(
            declineModal(lead, null, {
              reasons: declineReasons.default,
              clauses: texts.map((text, id) => ({ id, text })),
              asksQuality: true,
            }),
          );
          const declined = details(texts[0] ?? null).declined;
          expectOpenable(handBackModal(lead, null, { actorId: 'U0000000001', details: declined }));
        },
      ),
      RUNS,
    );
  });

  test('the team’s message, the card, its thread and the marketer’s message show the citation and the answer', () => {
    fc.assert(
      fc.property(
        fc.array(anyClause, { minLength: 1, maxLength: 6 }),
        anyTeam,
        anyLead,
        anyWords,
        (texts, team, lead, facts) => {
          const news: DefinitionNews = {
            by: ['U0000000001', 'U0000000002'],
            added: texts,
            edited: texts.map((text) => ({ from: text, to: 'Has a budget' })),
            retired: texts,
            isReordered: true,
            total: 6,
          };
          expectPostable(definitionMessage(team, news));
          const [text = ''] = texts;
          const lastDecline = {
            actorId: 'U0000000001',
            details: { ...details(null).declined, clause: { id: 1, text } },
          };
          const lastAnswer = { actorId: 'U0000000003', details: { facts } };
          const returned = leadCard({ lead: { ...lead, status: 'returned' }, touches: 0, isPool: true, lastDecline });
          expectPostable(returned);
          expectShown(returned.blocks, text);
          const back = leadCard({ lead: { ...lead, status: 'new' }, touches: 0, isPool: true, lastAnswer });
          expectPostable(back);
          expectShown(back.blocks, facts);
          const told = { ...entry('declined', null), details: lastDecline.details };
          const message = leadNews({ lead, entry: told, userId: lead.handedOffBy, cardLink: null });
          expectPostable(message);
          expectShown(message.blocks, text);
        },
      ),
      RUNS,
    );
  });
});

test('Slack accepts the longest texts', () => {
  for (const letters of ['Jane', '渡辺', '😀👩🏽‍💻', '<&>']) {
    const text = stretched(letters, LONGEST_CLAUSE).toWellFormed();
    const all = Array.from({ length: 100 }, () => text);
    const team = { name: stretched(letters, 75).toWellFormed() } as Parameters<typeof definitionMessage>[0];
    const news = { by: ['U1', 'U2', 'U3'], added: all, edited: [], retired: all, isReordered: true, total: 20 };
    const message = definitionMessage(team, news);
    expectPostable(message);
    expect(JSON.stringify(message)).toContain('And 181 more.');
  }
});
