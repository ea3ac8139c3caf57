/** Anonymous words have one way into the database: docs/decisions/0004-anonymity.md has its steps and the reasons. */
import { describe, expect, test } from 'vitest';
import { answerAnonymously } from '../../src/feedback/answer.ts';
import { noteChange } from '../../src/platform/changes/changes.ts';
import { idempotently } from '../../src/platform/db/idempotency.ts';
import type { AnonymousTx } from '../../src/platform/db/write-anonymously.ts';
import { enqueue } from '../../src/platform/outbox/enqueue.ts';
import { askManagers } from '../../src/questions/ask.ts';
import { codeOf, type Source, sources } from '../support/sources.ts';

const DOOR = 'src/platform/db/write-anonymously.ts';
const FEEDBACK = 'src/feedback/anonymous.ts';
const QUESTIONS = 'src/questions/anonymous.ts';
const RITUALS = 'src/rituals/anonymous.ts';
const CRYPTO = [
  'src/platform/crypto/pseudonyms.ts',
  'src/platform/crypto/sealed-box.ts',
  'src/platform/crypto/answer-boxes.ts',
];

/** Each part of an anonymous write, and the only files that may name it. */
const PARTS: Record<string, { part: RegExp; allowed: string[]; broken: string }> = {
  'the write-ahead log is cut': {
    part: /wal_checkpoint\(TRUNCATE\)|\btruncateWal\b/i,
    // Erasing a contact cuts it too.
    allowed: [
      DOOR,
      'src/platform/db/truncate-wal.ts',
      'src/cli/person-forget.ts',
      'src/cli/restore.ts',
      'commands/privacy/forget.ts',
    ],
    broken: "db.$client.pragma('wal_checkpoint(TRUNCATE)');",
  },
  'content is put into a box': { part: /\bputIn\b/, allowed: [DOOR, ...CRYPTO], broken: 'putIn(key, box, content);' },
  'a box is sealed in a domain': {
    part: /\bsealInto\b/,
    allowed: [DOOR, FEEDBACK, QUESTIONS, RITUALS],
    broken: 'sealInto(tx, key, box, content);',
  },
  'boxes are made and opened': {
    part: /\b(?:emptyBox|takeOut)\b/,
    allowed: [FEEDBACK, QUESTIONS, RITUALS, ...CRYPTO],
    broken: 'takeOut(key, box);',
  },
  'a value is encrypted': {
    part: /\b(?:un)?seal\(|createCipheriv/,
    // Secrets of sources, webhooks and the CRM, which are about no person.
    allowed: [...CRYPTO, 'src/crm/credentials.ts', 'src/intake/keys.ts', 'src/platform/webhooks/sealed.ts'],
    broken: 'const sealed = seal(key, content);',
  },
  'a person gets a pseudonym': {
    part: /\bpseudonymOf\b/,
    allowed: [FEEDBACK, QUESTIONS, ...CRYPTO],
    broken: "pseudonymOf(key, 'answered', userId);",
  },
  'a transaction becomes anonymous': {
    part: /\bas AnonymousTx\b/,
    allowed: [DOOR],
    broken: 'answerAnonymously(tx as unknown as AnonymousTx, keys, answering, now);',
  },
  'someone writes through the door': {
    part: /\bwriteAnonymously\b/,
    allowed: [
      DOOR,
      'commands/feedback/answer.ts',
      'commands/mindset/answer.ts',
      'commands/report-cards/answer.ts',
      'commands/questions/ask.ts',
    ],
    broken: 'writeAnonymously(deps, { change });',
  },
};

const product = sources('.ts').filter(({ path }) => /^(?:src|commands|views)\//.test(path));
const names = (part: RegExp, { text }: Source) => part.test(codeOf(text));

describe.each(Object.entries(PARTS))('%s', (_, { part, allowed, broken }) => {
  test('in no other file', () => {
    const found = product.filter((file) => names(part, file)).map(({ path }) => path);
    expect(found.filter((path) => !allowed.includes(path))).toEqual([]);
    expect(found).not.toEqual([]);
  });

  test('a violation is found', () => {
    expect(names(part, { path: 'src/a.ts', text: broken })).toBe(true);
    expect(names(part, { path: 'src/a.ts', text: `// ${broken}` })).toBe(false);
  });
});

describe('an anonymous transaction', () => {
  // Checked by tsc: each line fails to compile as soon as the function takes the wrong transaction.
  const notRun = (tx: AnonymousTx, named: Parameters<typeof noteChange>[0]) => {
    const now = new Date();
    // @ts-expect-error A key would store the form and a time.
    idempotently(tx, 'view:V1', now, () => {});
    // @ts-expect-error A change would store the person and a time.
    noteChange(tx, { people: ['U1'] }, now);
    // @ts-expect-error A message would store a time.
    enqueue(tx, {}, now);
    // @ts-expect-error An ordinary transaction may hold any of these.
    answerAnonymously(named, {}, {}, now);
    // @ts-expect-error The same.
    askManagers(named, {}, {}, now);
  };

  test('is accepted by no function that stores a person or a time', () => {
    expect(notRun).toBeTypeOf('function');
  });
});
