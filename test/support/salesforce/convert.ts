/** convertLead() of the partner WSDL (SOAP API Developer Guide). */
import { CONVERTED_STATUS, STAGES } from './objects.ts';
import { Refusal } from './refusals.ts';
import type { Stored } from './store.ts';
import { asResult, create, type Hands, update } from './writes.ts';

/** In the order of the WSDL, of which XML Schema takes no other. */
const ELEMENTS = [
  'accountId',
  'contactId',
  'convertedStatus',
  'doNotCreateOpportunity',
  'leadId',
  'opportunityName',
  'overwriteLeadSource',
  'ownerId',
  'sendNotificationEmail',
];

export interface ConvertOrder {
  leadId: string;
  convertedStatus: string;
  opportunityName?: string | undefined;
  accountId?: string | undefined;
  contactId?: string | undefined;
  ownerId?: string | undefined;
}

/** All of it, or nothing. */
export function convert(
  hands: Hands,
  order: ConvertOrder,
): { contactId: string; accountId: string; opportunityId: string } {
  const { store } = hands;
  const lead = store.get(order.leadId);
  if (!lead || lead.IsDeleted) throw new Refusal('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
  if (lead.IsConverted) throw new Refusal('CANNOT_UPDATE_CONVERTED_LEAD', 'cannot reference converted lead');
  if (order.convertedStatus !== CONVERTED_STATUS)
    throw new Refusal('INVALID_STATUS', `invalid convertedStatus: ${order.convertedStatus}`);
  const undo = store.snapshot();
  try {
    const owner = order.ownerId ?? String(lead.OwnerId);
    if (!owner.startsWith('005')) throw new Refusal('INVALID_ID_FIELD', 'ownerId: must be a user');
    const found = targetsOf(hands, order);
    const account = found.account ?? create(hands, 'Account', { Name: lead.Company, OwnerId: owner }, true);
    const contact =
      found.contact ?? create(hands, 'Contact', { ...contactOf(lead), AccountId: account.Id, OwnerId: owner }, true);
    const name = order.opportunityName || String(lead.Company);
    const deal = create(
      hands,
      'Opportunity',
      { Name: name, StageName: STAGES[0], CloseDate: '2027-03-31', AccountId: account.Id, OwnerId: owner },
      true,
    );
    create(hands, 'OpportunityContactRole', { OpportunityId: deal.Id, ContactId: contact.Id, IsPrimary: true }, true);
    for (const task of store.of('Task')) if (task.WhoId === lead.Id) store.change(task, { WhoId: contact.Id });
    for (const member of store.of('CampaignMember'))
      if (member.LeadId === lead.Id) store.change(member, { ContactId: contact.Id });
    update(hands, lead, 'Lead', { Status: CONVERTED_STATUS });
    const ids = { ConvertedContactId: contact.Id, ConvertedAccountId: account.Id, ConvertedOpportunityId: deal.Id };
    store.change(lead, { IsConverted: true, ...ids });
    return { contactId: contact.Id, accountId: account.Id, opportunityId: deal.Id };
  } catch (error) {
    undo();
    throw error;
  }
}

function targetsOf({ store }: Hands, { accountId, contactId }: ConvertOrder) {
  const account = accountId ? store.get(accountId) : undefined;
  const contact = contactId ? store.get(contactId) : undefined;
  if ((accountId && !account) || (contactId && contact?.AccountId !== accountId)) {
    throw new Refusal('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
  }
  return { account, contact };
}

/** The standard mapping of fields. Empty ones stay away. */
const contactOf = (lead: Stored) =>
  Object.fromEntries(
    ['FirstName', 'LastName', 'Email', 'Phone', 'MobilePhone', 'Title', 'LeadSource', 'Description', 'Baton_Link__c']
      .map((name) => [name, lead[name]])
      .concat([['MailingCountry', lead.Country]])
      .filter(([, value]) => value !== null && value !== undefined),
  );

const within = (xml: string, name: string) => new RegExp(`<urn:${name}>([\\s\\S]*?)</urn:${name}>`).exec(xml)?.[1];
const plain = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
const written = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const tag = (name: string, content: string) => `<${name}>${content}</${name}>`;
const envelope = (body: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="urn:partner.soap.sforce.com"><soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`;

const soapFault = (code: string, words: string) => ({
  status: 500,
  xml: envelope(
    tag('soapenv:Fault', `<faultcode>sf:${code}</faultcode><faultstring>${code}: ${written(words)}</faultstring>`),
  ),
});

/** Answers a call. Only this one is known. */
export function answerSoap(hands: Hands, xml: string, tokens: ReadonlySet<string>, mayConvert: boolean) {
  if (!tokens.has(within(xml, 'sessionId') ?? ''))
    return soapFault('INVALID_SESSION_ID', 'Invalid Session ID found in SessionHeader: Illegal Session');
  const call = within(xml, 'convertLead');
  if (!call) return soapFault('UNKNOWN_EXCEPTION', 'No operation available for request');
  const orders = [...call.matchAll(/<urn:leadConverts>([\s\S]*?)<\/urn:leadConverts>/g)].map(([, order = '']) => order);
  if (orders.length > 100) return soapFault('EXCEEDED_MAX_TYPES_LIMIT', 'no more than 100 leads per call');
  const results: string[] = [];
  for (const order of orders) {
    const names = [...order.matchAll(/<urn:(\w+)>/g)].map(([, name = '']) => name);
    const places = names.map((name) => ELEMENTS.indexOf(name));
    if (places.some((place, index) => place < 0 || place <= (places[index - 1] ?? -1))) {
      return soapFault('UNKNOWN_EXCEPTION', `Unexpected element in leadConverts: ${names.join(', ')}`);
    }
    if (!mayConvert) return soapFault('INSUFFICIENT_ACCESS', 'insufficient access rights on cross-reference id');
    results.push(resultOf(hands, order));
  }
  return { status: 200, xml: envelope(tag('convertLeadResponse', results.join(''))) };
}

function resultOf(hands: Hands, xml: string): string {
  const value = (name: string) => {
    const text = within(xml, name);
    return text ? plain(text) : undefined;
  };
  let ids: Partial<ReturnType<typeof convert>> = {};
  const result = asResult(() => {
    ids = convert(hands, {
      leadId: value('leadId') ?? '',
      convertedStatus: value('convertedStatus') ?? '',
      opportunityName: value('opportunityName'),
      accountId: value('accountId'),
      contactId: value('contactId'),
      ownerId: value('ownerId'),
    });
    return { id: ids.contactId ?? '' };
  });
  const id = (name: keyof typeof ids) => (ids[name] ? tag(name, ids[name]) : `<${name} xsi:nil="true"/>`);
  const errors = result.errors.map(({ statusCode, message }) =>
    tag('errors', tag('message', written(message)) + tag('statusCode', statusCode)),
  );
  return tag(
    'result',
    [
      id('accountId'),
      id('contactId'),
      ...errors,
      tag('leadId', value('leadId') ?? ''),
      id('opportunityId'),
      tag('success', String(result.success)),
    ].join(''),
  );
}
