/** Deliberately broken versions of Baton. Each breaks one promise of docs/promises.md, and a test of the fast suite fails. */
export interface BrokenVersion {
  /** The promise, as it is for people. */
  promise: string;
  file: string;
  /** Stands in the file once, and is replaced. */
  from: string;
  to: string;
  /** The test that fails. */
  caughtBy: string;
}

export const brokenVersions: BrokenVersion[] = [
  {
    promise: 'A lead has at most one owner.',
    file: 'src/leads/acts/accept.ts',
    from: "  requireAllowed(lead, 'accept', seller);\n",
    to: '',
    caughtBy: 'test/commands/leads/reactions.test.ts',
  },
  {
    promise: 'A declined lead is returned to marketing, and no seller owns it.',
    file: 'src/leads/acts/decline.ts',
    from: 'ownerId: null, assigneeId: null,',
    to: 'assigneeId: null,',
    caughtBy: 'test/leads/always-a-person.test.ts',
  },
  {
    promise: 'A snooze always ends.',
    file: 'src/leads/acts/snooze.ts',
    from: '.where(lte(leads.snoozedUntil, now))',
    to: '.where(lte(leads.snoozedUntil, new Date(0)))',
    caughtBy: 'test/commands/leads/sla.test.ts',
  },
  {
    promise: 'Marketing may resubmit a lead once.',
    file: 'src/leads/lifecycle.ts',
    from: "act === 'hand_back' && lead.handedBackAt !== null",
    to: "act === 'hand_back' && lead.handedBackAt === undefined",
    caughtBy: 'test/leads/lifecycle.test.ts',
  },
  {
    promise: 'The first to claim a content request has it.',
    file: 'src/requests/acts/claim.ts',
    from: "  requireAllowed(request, 'claim', actor);\n",
    to: '',
    caughtBy: 'test/commands/requests/lifecycle.test.ts',
  },
  {
    promise: 'Deadlines pause on holidays.',
    file: 'src/teams/working-time.ts',
    from: '&& !calendar.holidays.includes(date)',
    to: '',
    caughtBy: 'test/teams/working-time.test.ts',
  },
  {
    promise: 'Baton starts no message outside the working time of its reader.',
    file: 'src/teams/quiet-time.ts',
    from: 'teams.length === 0 || teams.some((team) => isWorking(team, now))',
    to: 'teams.length >= 0',
    caughtBy: 'test/teams/quiet-time.test.ts',
  },
  {
    promise: 'A request that Slack repeats has one effect.',
    file: 'src/platform/db/idempotency.ts',
    from: '  if (wasDone(tx, key)) return undefined;\n  insertRow(tx, idempotencyKeys, { key, at: now });\n',
    to: '  void [tx, key, now, insertRow];\n',
    caughtBy: 'test/platform/db/idempotency.test.ts',
  },
  {
    promise: 'A digest comes once for each slot, whatever the clock does.',
    file: 'src/platform/schedule/ledger.ts',
    from: 'const after = last && last.slotAt > known.since ? last.slotAt : known.since;',
    to: 'const after = known.since;',
    caughtBy: 'test/platform/schedule/schedule.test.ts',
  },
  {
    promise: 'After an unknown outcome a message is looked for, and exists once.',
    file: 'src/platform/outbox/settle.ts',
    from: 'await writeOutcome(context, (tx) => noteError(tx, row, outcome.error));\n      return { rest: Math.max(',
    to: 'await sendAgain(context, row, outcome, memory);\n      return { rest: Math.max(',
    caughtBy: 'test/platform/outbox/reconcile.test.ts',
  },
  {
    promise: 'After a 429 the method rests as long as Slack says.',
    file: 'src/platform/outbox/settle.ts',
    from: 'const ms = outcome.seconds * 1000;',
    to: 'const ms = 0;',
    caughtBy: 'test/platform/outbox/refusals.test.ts',
  },
  {
    promise: 'Guests, people of other workspaces and deactivated people do nothing.',
    file: 'src/teams/membership.ts',
    from: 'if (!person.isMember) {',
    to: 'if (person.id === undefined) {',
    caughtBy: 'test/commands/permissions.test.ts',
  },
  {
    promise: 'Permissions are checked at the moment of the act.',
    file: 'commands/guard.ts',
    from: 'if (await may(where, rule, person, resource)) return { person, resource };',
    to: 'if (person) return { person, resource };',
    caughtBy: 'test/commands/every-route.test.ts',
  },
  {
    promise: 'Typed text is never markup.',
    file: 'src/platform/slack/mrkdwn.ts',
    from: "typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')",
    to: 'typed',
    caughtBy: 'test/views/typed-by-people.test.ts',
  },
  {
    promise: 'A spreadsheet runs no cell of an export as a formula.',
    file: 'src/platform/files/cells.ts',
    from: 'const FORMULA = /^',
    to: 'const FORMULA = /^never',
    caughtBy: 'test/cli/library-export.test.ts',
  },
  {
    promise: 'A request that Slack did not sign is refused.',
    file: 'src/platform/slack/http-request.ts',
    from: 'return told.length === right.length && timingSafeEqual(told, right);',
    to: 'return told.length === right.length && timingSafeEqual(right, right);',
    caughtBy: 'test/platform/slack/http-receiver.test.ts',
  },
  {
    promise: 'A lead of another system is refused without a right signature.',
    file: 'src/intake/signatures.ts',
    from: 'digest.length === bytes.length && timingSafeEqual(digest, bytes)',
    to: 'digest.length === bytes.length && timingSafeEqual(digest, digest)',
    caughtBy: 'test/http/door/proofs.test.ts',
  },
  {
    promise: 'Another body with the same idempotency key is a conflict.',
    file: 'src/intake/receive.ts',
    from: "if (known && !timingSafeEqual(known.bodyHash, request.bodyHash)) return { kind: 'conflict' };",
    to: 'void timingSafeEqual;',
    caughtBy: 'test/http/door/requests.test.ts',
  },
  {
    promise: 'A webhook reaches no private address.',
    file: 'src/platform/webhooks/addresses.ts',
    from: '|| !FORBIDDEN.check(address, family)',
    to: '|| FORBIDDEN !== undefined',
    caughtBy: 'test/platform/webhooks/send.test.ts',
  },
  {
    promise: 'Anonymous answers are shuffled.',
    file: 'src/platform/crypto/shuffled.ts',
    from: 'randomInt(',
    to: '((most: number) => most - 1)(',
    caughtBy: 'test/feedback/results.test.ts',
  },
  {
    promise: 'An anonymous survey asks no group that is too small.',
    file: 'src/feedback/open.ts',
    from: 'if (asked.length < minimum) {',
    to: 'if (asked.length < 0) {',
    caughtBy: 'test/commands/feedback/anonymous.test.ts',
  },
  {
    promise: 'A migration copies the database first.',
    file: 'src/platform/db/migrate.ts',
    from: "applied > 0 && path !== ':memory:'",
    to: "applied < 0 && path !== ':memory:'",
    caughtBy: 'test/platform/db/migrate.test.ts',
  },
  {
    promise: 'A changed entry of the audit log is found.',
    file: 'src/platform/audit/verify.ts',
    from: 'if (hashOf(before.hash, entry) !== entry.hash)',
    to: 'if (hashOf(before.hash, entry) === undefined)',
    caughtBy: 'test/platform/audit/audit.test.ts',
  },
  {
    promise: 'No secret stands in the log.',
    file: 'src/platform/log.ts',
    from: 'censor: HIDDEN',
    to: 'censor: (value: unknown) => value, remove: HIDDEN === undefined',
    caughtBy: 'test/platform/log.test.ts',
  },
];
