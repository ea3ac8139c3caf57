import { CrmError } from '../crm.ts';
import type { Api } from './api.ts';
import { crmErrorOf, jsonOf } from './errors.ts';
import { isUserId, recordIdOf } from './ids.ts';
import type { Job } from './job.ts';
import { convertedStatuses } from './offers.ts';
import { NOT_PROVIDED } from './people.ts';
import { ofOne } from './save.ts';
import { allOf, oneOf, type Row, textOf } from './soql.ts';
import type { Session } from './token.ts';

/**
 * Converts leads into a contact, an account and a deal, in one transaction each. REST has no action for it, so this is the one call of
 * SOAP (SOAP API Developer Guide, "convertLead()"). A lead is converted once, so a repeated call cannot add a second deal.
 */
export async function convertLeads(api: Api, jobs: readonly Job[]): Promise<void> {
  let waiting = [...jobs];
  if (waiting.length === 0) return;
  const [status] = await convertedStatuses(api);
  if (status === undefined) throw new CrmError('refused', 'There is no lead status for converted leads.');
  while (waiting.length > 0) {
    // Two leads of a company that is not in Salesforce yet would add its account twice.
    const companies = new Set<string>();
    const part = waiting.filter((job) => {
      const company = companyOf(job) ?? `lead ${job.write.leadId}`;
      const isFirst = !companies.has(company.toLowerCase());
      companies.add(company.toLowerCase());
      return isFirst;
    });
    waiting = waiting.filter((job) => !part.includes(job));
    await convertPart(api, part, status);
  }
}

function companyOf({ at, write }: Job): string | undefined {
  const company = write.contact.company ?? (at && textOf(at.row, 'Company'));
  return company && company !== NOT_PROVIDED ? company : undefined;
}

const emailOf = ({ at, write }: Job) => (write.contact.email ?? (at && textOf(at.row, 'Email')))?.toLowerCase();

/** The contact with the lead's address, and the account of its company, if there is just one. */
async function targetsOf(api: Api, jobs: readonly Job[]) {
  const emails = jobs.flatMap((job) => emailOf(job) ?? []);
  const companies = jobs.flatMap((job) => companyOf(job) ?? []);
  const contacts = await api.queryEach(
    emails,
    (part) => `SELECT Id, AccountId, Email FROM Contact WHERE ${allOf(oneOf('Email', part), 'AccountId != null')}`,
  );
  const accounts = await api.queryEach(
    companies,
    (part) => `SELECT Id, Name FROM Account WHERE ${oneOf('Name', part)}`,
  );
  return (job: Job) => {
    const contact = only(contacts, 'Email', emailOf(job));
    const account = contact ? textOf(contact, 'AccountId') : textOf(only(accounts, 'Name', companyOf(job)) ?? {}, 'Id');
    return { contactId: contact && textOf(contact, 'Id'), accountId: account };
  };
}

function only(rows: readonly Row[], field: string, value: string | undefined): Row | undefined {
  const same = value ? rows.filter((row) => textOf(row, field)?.toLowerCase() === value.toLowerCase()) : [];
  return same.length === 1 ? same[0] : undefined;
}

async function convertPart(api: Api, jobs: readonly Job[], status: string): Promise<void> {
  const targets = await targetsOf(api, jobs);
  const { userId } = await api.session();
  const calls = jobs.map((job) => convertXml(job, targets(job), status, userId));
  const answer = await api.soap((session) => envelope(session, calls.join('')));
  const results = answer.text
    .split('</result>')
    .slice(0, -1)
    .map((part) => part.split(/<result\b[^<>]*>/).at(-1) ?? '');
  if (answer.status !== 200 || results.length !== jobs.length)
    throw faultOf(
      answer,
      jobs.map(({ write }) => write),
    );
  jobs.forEach((job, place) => {
    settle(job, results[place] ?? '');
  });
}

/** Elements in the order of the WSDL. */
function convertXml(
  { write, at }: Job,
  { accountId, contactId }: { accountId: string | null; contactId: string | null | undefined },
  status: string,
  userId: string,
): string {
  const current = at && textOf(at.row, 'OwnerId');
  // A queue cannot own a contact.
  const owner = write.ownerId ?? (isUserId(current) ? current : userId);
  return element('urn:leadConverts', [
    ...(accountId ? [text('urn:accountId', accountId)] : []),
    ...(contactId ? [text('urn:contactId', contactId)] : []),
    text('urn:convertedStatus', status),
    text('urn:doNotCreateOpportunity', 'false'),
    text('urn:leadId', at?.id ?? ''),
    text('urn:opportunityName', write.deal?.name ?? ''),
    text('urn:overwriteLeadSource', 'false'),
    text('urn:ownerId', owner),
    text('urn:sendNotificationEmail', 'false'),
  ]);
}

const envelope = ({ token }: Session, calls: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:urn="urn:partner.soap.sforce.com">${element(
    'soapenv:Header',
    [
      element('urn:SessionHeader', [text('urn:sessionId', token)]),
      element('urn:DuplicateRuleHeader', [
        text('urn:allowSave', 'true'),
        text('urn:includeRecordDetails', 'false'),
        text('urn:runAsCurrentUser', 'true'),
      ]),
    ],
  )}${element('soapenv:Body', [element('urn:convertLead', [calls])])}</soapenv:Envelope>`;

const element = (name: string, parts: readonly string[]) => `<${name}>${parts.join('')}</${name}>`;
const text = (name: string, value: string) => element(name, [escaped(value)]);

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };
// XML takes no control characters besides line ends and tabs.
const escaped = (value: string) =>
  value.replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? '').replace(/[^\t\n\r\P{Cc}]/gu, '');
const unescaped = (value: string) =>
  Object.entries(ENTITIES).reduceRight((plain, [letter, entity]) => plain.replaceAll(entity, letter), value);

/** The content of the first element of this name, whatever its prefix. */
function contentOf(xml: string, name: string): string | undefined {
  const found = new RegExp(`<(?:\\w+:)?${name}(?: [^<>]*)?>([^<]*)</`).exec(xml)?.[1];
  return found === undefined ? undefined : unescaped(found);
}

function settle(job: Job, result: string): void {
  const contact = contentOf(result, 'contactId');
  if (contentOf(result, 'success') === 'true' && contact) {
    job.at = {
      object: 'Contact',
      id: contact,
      row: { Id: contact, AccountId: contentOf(result, 'accountId') ?? null },
    };
    job.result.recordId = recordIdOf('Contact', contact);
    job.result.dealId = contentOf(result, 'opportunityId') ?? null;
    return;
  }
  const statusCode = contentOf(result, 'statusCode') ?? 'UNKNOWN_EXCEPTION';
  job.result.error = ofOne(crmErrorOf([{ statusCode, message: contentOf(result, 'message') ?? '' }], job.write));
}

/** `sf:INSUFFICIENT_ACCESS` and words, or no SOAP at all. */
function faultOf({ status, text: xml }: { status: number; text: string }, sent: unknown): CrmError {
  const code = contentOf(xml, 'faultcode')?.split(':').at(-1);
  if (!code || jsonOf(xml) !== undefined) return new CrmError('away', `HTTP ${status}`);
  const message = (contentOf(xml, 'faultstring') ?? '').replace(`${code}: `, '');
  return crmErrorOf([{ errorCode: code, message }], sent);
}
