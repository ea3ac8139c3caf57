import fc from 'fast-check';
import { describe, test } from 'vitest';
import { declineReasons } from '../../../src/leads/settings.ts';
import { NURTURE_SIZE, nurtureMessage, nurtureModal, wokenLine } from '../../../views/leads/nurture.ts';
import { stretched } from '../hostile.ts';
import { expectOpenable, expectPostable, expectShown } from '../outgoing.ts';
import { AT, anyLead, anyWords, entry, HANDOFF_LIMITS, lead } from '../submitted.ts';

const LOOK = { workspaceUrl: 'https://northwind.slack.com/', now: AT };
const RUNS = { numRuns: 40 };
const reasons = [null, ...declineReasons.default.map(({ label }) => label)];

describe('any text that the forms accept', () => {
  test('the nurture list names each lead, and Slack accepts it', () => {
    const page = fc.array(fc.tuple(anyLead, fc.option(anyWords)), { minLength: 1, maxLength: NURTURE_SIZE });
    fc.assert(
      fc.property(page, fc.constantFrom(null, AT), fc.constantFrom(null, 'U0000000001'), (found, late, actorId) => {
        const nurtured = found.map(([one, words], index) => ({
          lead: { ...one, id: index + 1, nurtureUntil: AT },
          actorId,
          words,
          content: one.company,
        }));
        const message = nurtureMessage({ nurtured, total: 99 }, late, LOOK.workspaceUrl);
        const view = nurtureModal({ nurtured, total: 99, page: 1 }, LOOK);
        expectPostable(message);
        expectOpenable(view);
        for (const [{ name }] of found) for (const { blocks } of [message, view]) expectShown(blocks, name);
      }),
      RUNS,
    );
  });

  test('the line of a lead that returned has its story', () => {
    const story = fc.record({
      hadBy: fc.constantFrom(null, 'U0000000001', 'U0000000002'),
      declinedFor: fc.constantFrom(...reasons),
      nurtured: fc.option(
        fc.record({
          actorId: fc.constant('U0000000002'),
          at: fc.constant(AT),
          words: anyWords,
          content: fc.option(anyWords),
        }),
      ),
    });
    fc.assert(
      fc.property(anyLead, story, fc.constantFrom(null, 'U0000000003'), (one, told, actorId) => {
        const message = wokenLine(one, { ...entry('woken', null), actorId }, told);
        expectPostable(message);
        for (const typed of [one.name, one.company]) expectShown(message.blocks, typed);
        if (told.nurtured) expectShown(message.blocks, told.nurtured.words);
      }),
      RUNS,
    );
  });
});

test('ten leads with the longest names and notes fit into one message', () => {
  for (const letters of ['Jane', '渡辺', '😀👩🏽‍💻', '<&>']) {
    const long = (max: number) => stretched(letters, max).toWellFormed();
    const nurtured = Array.from({ length: NURTURE_SIZE }, (_, id) => ({
      lead: {
        ...lead({ status: 'nurturing', name: long(HANDOFF_LIMITS.name), company: long(HANDOFF_LIMITS.company) }, true),
        id,
      },
      actorId: 'U0000000001',
      words: long(1000),
      content: long(200),
    }));
    expectPostable(nurtureMessage({ nurtured, total: 99 }, AT, LOOK.workspaceUrl));
    expectOpenable(nurtureModal({ nurtured, total: 99, page: 4 }, LOOK));
  }
});
