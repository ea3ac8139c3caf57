/**
 * Quality of the reading of messages: messages of 25 kinds of sender with known contacts. Every third of a kind was not
 * used for tuning; its figures are separate.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { LeadGuess } from '../src/leads/reading/lead-guess.ts';
import { readMessage } from '../src/leads/reading/message.ts';
import { textOfMessage } from '../src/platform/slack/message-text.ts';
import { countryOfZone } from '../src/platform/time/country.ts';

const FOLDER = join(import.meta.dirname, 'reading');
const OWN_DOMAINS = ['northwind.example'];
const EVERY = 3;

export const contactFields = ['name', 'company', 'email', 'phone'] as const;
type ContactField = (typeof contactFields)[number];

const sample = z.looseObject({
  /** Posted by an app, whose blocks count. */
  app: z.boolean().default(false),
  /** The zone of the team, where it is not the file's. */
  zone: z.string().optional(),
  expect: z.strictObject({
    name: z.string().optional(),
    company: z.string().optional(),
    email: z.string().optional(),
    phone: z.string().optional(),
    need: z.string().optional(),
  }),
});
const sampleFile = z.object({ zone: z.string(), messages: z.array(sample) });

export interface ReadSample {
  kind: string;
  number: number;
  isHeldOut: boolean;
  expected: LeadGuess;
  read: LeadGuess;
}

/** The files of samples: one for each kind of sender. */
export const sampleFiles = (): string[] => readdirSync(FOLDER);

/** All messages, or those of some files, as they are read now. */
export function readSamples(files: readonly string[] = sampleFiles()): ReadSample[] {
  return files.flatMap((file) => {
    const { zone, messages } = sampleFile.parse(parse(readFileSync(join(FOLDER, file), 'utf8')));
    return messages.map(({ app, zone: own, expect, ...message }, index) => ({
      kind: file.replace(/^\d+-|\.yaml$/g, ''),
      number: index + 1,
      isHeldOut: index % EVERY === EVERY - 1,
      expected: expect,
      read: readMessage(textOfMessage({ ...message, ...(app && { bot_id: 'B0123456789' }) }), {
        country: countryOfZone(own ?? zone),
        ownDomains: OWN_DOMAINS,
      }),
    }));
  });
}

export interface ReadingQuality {
  messages: number;
  /** How many of the values that are there were read right, by field. */
  right: Record<ContactField, { of: number; right: number }>;
  /** Addresses that are not the person's. None is better than a wrong one. */
  wrongEmails: number;
}

export function qualityOf(samples: readonly ReadSample[]): ReadingQuality {
  const of = (field: ContactField) => {
    const there = samples.filter(({ expected }) => expected[field] !== undefined);
    return { of: there.length, right: there.filter((one) => one.read[field] === one.expected[field]).length };
  };
  return {
    messages: samples.length,
    right: { name: of('name'), company: of('company'), email: of('email'), phone: of('phone') },
    wrongEmails: samples.filter(({ read, expected }) => read.email !== undefined && read.email !== expected.email)
      .length,
  };
}

/** The share of values that were read right, over all fields. */
export function shareRight({ right }: ReadingQuality): number {
  const fields = Object.values(right);
  return fields.reduce((sum, one) => sum + one.right, 0) / fields.reduce((sum, one) => sum + one.of, 0);
}

/** A line for each value that was read wrong. */
export const misses = (samples: readonly ReadSample[]): string[] =>
  samples.flatMap(({ kind, number, expected, read }) =>
    (['name', 'company', 'email', 'phone', 'need'] as const)
      .filter(
        (field) =>
          (expected[field] !== undefined || field === 'email' || field === 'phone') && read[field] !== expected[field],
      )
      .map(
        (field) =>
          `${kind} ${number}: ${field} is ${JSON.stringify(expected[field])}, read as ${JSON.stringify(read[field])}`,
      ),
  );
