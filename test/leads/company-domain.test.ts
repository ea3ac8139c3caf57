import { expect, test } from 'vitest';
import { companyDomain, consumerDomains } from '../../src/leads/company-domain.ts';

test.each([
  ['jane@acme.com', 'acme.com'],
  ['x@mail.fenwick.example', 'fenwick.example'],
  ['x@eu.mail.fenwick.co.uk', 'fenwick.co.uk'],
  ['x@FENWICK.example', 'fenwick.example'],
  ['x@fenwick.com.br', 'fenwick.com.br'],
  ['x@acme.uk.com', 'acme.uk.com'],
  ['x@vertrieb.müller.example', 'müller.example'],
  // Domains that only begin or end like those of providers.
  ['x@yahoo-partners.example', 'yahoo-partners.example'],
  ['x@livestock.example', 'livestock.example'],
])('%s belongs to %s', (email, domain) => expect(companyDomain(email)).toBe(domain));

test.each([
  'jane@gmail.com',
  'a@yahoo.co.uk',
  'a@yahoo.com.br',
  'a@yahoo.de',
  'a@hotmail.fr',
  'a@outlook.es',
  'a@live.nl',
  'a@gmx.ch',
  'a@googlemail.com',
  'a@t-online.de',
  'a@web.de',
  'a@orange.fr',
  'a@laposte.net',
  'a@libero.it',
  'a@sapo.pt',
  'a@ziggo.nl',
  'a@telenet.be',
  'a@btinternet.com',
  'a@comcast.net',
  'a@qq.com',
  'a@naver.com',
  'a@wp.pl',
  'a@seznam.cz',
  'a@bluewin.ch',
  'a@proton.me',
  'a@icloud.com',
  'a@privaterelay.appleid.com',
  'a@YAHOO.CO.UK',
])('%s is not a company’s domain', (email) => expect(companyDomain(email)).toBeNull());

test('the company adds its own domains', () => {
  const added = consumerDomains.schema.parse(['@Dorfnetz.example']);
  expect(added).toEqual(['dorfnetz.example']);
  expect(companyDomain('a@dorfnetz.example', added)).toBeNull();
  expect(companyDomain('a@mail.dorfnetz.example', added)).toBeNull();
  expect(consumerDomains.schema.safeParse(['jane@dorfnetz.example']).success).toBe(false);
});

test('an empty address has no company domain', () => expect(companyDomain(null)).toBeNull());
