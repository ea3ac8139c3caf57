import { createPrivateKey, type KeyObject } from 'node:crypto';
import type { CredentialField, Credentials } from '../crm.ts';

const LEAST_BITS = 2048;

/** Addresses of My Domain: `acme.my.salesforce.com`, `acme--test.sandbox.my.salesforce.com` (Salesforce Help, "My Domain URL Formats"). */
const MY_DOMAIN = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.my\.salesforce\.com$/;

/** As people paste it: with https://, a path, or the address that Lightning shows. */
const domainOf = (typed: string): string =>
  typed
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/[/?#].*$/, '')
    .replace(/\.lightning\.force\.com$/, '.my.salesforce.com');

/** A key whose lines were joined by a form or by a variable of the environment is put right. @throws if it is no key */
function keyOf(typed: string): KeyObject {
  const [, kind, body] = /-----BEGIN ([A-Z ]+)-----([\s\S]+?)-----END/.exec(typed.replaceAll('\\n', '\n')) ?? [];
  const lines = body?.replace(/\s+/g, '').match(/.{1,64}/g) ?? [];
  return createPrivateKey(`-----BEGIN ${kind}-----\n${lines.join('\n')}\n-----END ${kind}-----\n`);
}

function keyFault(typed: string): string | undefined {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = keyOf(typed);
    const isStrong = asymmetricKeyType === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) >= LEAST_BITS;
    return isStrong ? undefined : `Salesforce takes only RSA keys, of at least ${LEAST_BITS} bits.`;
  } catch {
    return 'This is not a private key without a password. It begins with -----BEGIN PRIVATE KEY-----.';
  }
}

export const credentialFields: readonly CredentialField[] = [
  {
    name: 'domain',
    label: 'My Domain',
    hint: 'As under Setup → My Domain, such as acme.my.salesforce.com.',
    isSecret: false,
    variable: 'SALESFORCE_DOMAIN',
    fault: (value) =>
      MY_DOMAIN.test(domainOf(value)) ? undefined : 'Write the address of My Domain, such as acme.my.salesforce.com.',
  },
  {
    name: 'clientId',
    label: 'Consumer key',
    hint: 'Of the External Client App, under Settings → OAuth Settings.',
    isSecret: false,
    variable: 'SALESFORCE_CLIENT_ID',
    fault: (value) => (value.trim().length >= 20 ? undefined : 'A consumer key has more characters. Copy all of it.'),
  },
  {
    name: 'username',
    label: 'User name',
    hint: 'Of the user as whom Baton works, such as baton@acme.com.',
    isSecret: false,
    variable: 'SALESFORCE_USERNAME',
    fault: (value) => (/^\S+@\S+$/.test(value.trim()) ? undefined : 'A user name in Salesforce looks like an address.'),
  },
  {
    name: 'privateKey',
    label: 'Private key',
    hint: 'The key whose certificate is in the External Client App, from -----BEGIN to -----END.',
    isSecret: true,
    isMultiline: true,
    variable: 'SALESFORCE_PRIVATE_KEY',
    fault: keyFault,
  },
];

export interface Login {
  domain: string;
  clientId: string;
  username: string;
  key: KeyObject;
}

/** @throws an error without content if the key cannot be read */
export const loginOf = ({ domain = '', clientId = '', username = '', privateKey = '' }: Credentials): Login => ({
  domain: domainOf(domain),
  clientId: clientId.trim(),
  username: username.trim(),
  key: keyOf(privateKey),
});
