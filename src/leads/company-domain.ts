import providers from 'email-providers/all.json' with { type: 'json' };
import { parse } from 'tldts';
import { z } from 'zod';
import type { Db } from '../platform/db/open.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { setting } from '../platform/settings/setting.ts';
import { emailDomain } from './contact.ts';

/** Mail providers with domains in many countries, such as yahoo.co.uk; the package's list has only some of them. */
const INTERNATIONAL = new Set([
  'aol',
  'gmail',
  'gmx',
  'googlemail',
  'hotmail',
  'protonmail',
  'yahoo',
  'yandex',
  'ymail',
]);

/** Consumer providers that are missing from the package's list. */
const MORE = [
  'arcor.de',
  'duck.com',
  'fastmail.com',
  'fastmail.fm',
  'free.fr',
  'kpnmail.nl',
  'mailbox.org',
  'mozmail.com',
  'orange.fr',
  'outlook.at',
  'outlook.be',
  'outlook.cl',
  'outlook.co.id',
  'outlook.co.th',
  'outlook.com.ar',
  'outlook.com.au',
  'outlook.com.br',
  'outlook.com.gr',
  'outlook.com.tr',
  'outlook.com.vn',
  'outlook.cz',
  'outlook.de',
  'outlook.dk',
  'outlook.es',
  'outlook.fr',
  'outlook.hu',
  'outlook.ie',
  'outlook.in',
  'outlook.it',
  'outlook.jp',
  'outlook.kr',
  'outlook.lv',
  'outlook.my',
  'outlook.ph',
  'outlook.pt',
  'outlook.sa',
  'outlook.sg',
  'outlook.sk',
  'passmail.net',
  'posteo.de',
  'posteo.net',
  'privaterelay.appleid.com',
  'proton.me',
  'pm.me',
  'simplelogin.com',
  't-online.de',
  'tuta.com',
  'tuta.io',
  'tutanota.com',
  'tutanota.de',
  'upcmail.nl',
  'web.de',
  'zeelandnet.nl',
  'ziggo.nl',
].concat(
  [
    'at',
    'be',
    'ca',
    'cl',
    'cn',
    'co.uk',
    'co.za',
    'com.ar',
    'com.au',
    'com.mx',
    'de',
    'dk',
    'fi',
    'fr',
    'hk',
    'ie',
  ].map((country) => `live.${country}`),
  ['in', 'it', 'jp', 'nl', 'no', 'pt', 'ru', 'se'].map((country) => `live.${country}`),
);

let known: ReadonlySet<string> | undefined;

/** Made on first use: ten thousand names that a start does not need. */
const consumers = (): ReadonlySet<string> => {
  known ??= new Set([...providers, ...MORE]);
  return known;
};

const domainNames = (most: number) =>
  z
    .array(
      z
        .string()
        .trim()
        .transform((name) => emailDomain(name.replace(/^@/, '')) ?? '')
        .refine((domain) => domain !== '', 'Write a domain such as acme.com.'),
    )
    .max(most, `At most ${most} domains.`);

/** The company's own additions to the list of consumer providers. */
export const consumerDomains = setting<string[]>({
  key: 'leads.consumer_domains',
  group: 'Leads',
  title: 'More consumer email providers',
  help: 'An address at one of these domains says nothing about the company. Gmail, Outlook, Yahoo and some 9,000 more are known.',
  editor: { kind: 'words', empty: 'None' },
  schema: domainNames(500),
  default: [],
});

/** Vendors, recruiters and the like. */
export const blockedDomains = setting<string[]>({
  key: 'leads.blocked_domains',
  group: 'Leads',
  title: 'Blocked email domains',
  help: 'A lead from one of these domains that a form, a program or an import brings is kept apart: no one is asked, and it counts nowhere. `/leads blocked` lists them, and can take one in.',
  editor: { kind: 'words', empty: 'None' },
  schema: domainNames(1_000),
  default: [],
});

/** Addresses at these domains are colleagues, never leads. */
export const ownDomains = setting<string[]>({
  key: 'leads.own_domains',
  group: 'Leads',
  title: 'Our own email domains',
  help: 'An address at one of these domains is never taken for the lead’s when a message becomes a lead.',
  editor: { kind: 'words', empty: 'None' },
  schema: domainNames(100),
  default: [],
});

/**
 * The registrable domain of an address's company: fenwick.co.uk for x@mail.fenwick.co.uk, by the Public Suffix List
 * (https://publicsuffix.org). Null at a consumer provider, `added` included.
 */
export function companyDomain(email: string | null, added: readonly string[] = []): string | null {
  const host = email?.slice(email.lastIndexOf('@') + 1).toLowerCase();
  if (!host) return null;
  const { domain, domainWithoutSuffix } = parse(host, { allowPrivateDomains: true });
  const isConsumer = [host, domain].some((name) => name && (consumers().has(name) || added.includes(name)));
  if (isConsumer || INTERNATIONAL.has(domainWithoutSuffix ?? '')) return null;
  return domain ?? host;
}

/** `companyDomain` with the company's own additions. */
export const companyDomainIn = (db: Db, email: string | null): string | null =>
  companyDomain(email, settingOf(db, consumerDomains));
