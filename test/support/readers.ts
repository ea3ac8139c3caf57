/** Everything that reads text of people or of other systems, each with the longest text that can reach it. */
import { partsOf } from '../../src/crm/salesforce/rules.ts';
import { toldWords } from '../../src/crm/words.ts';
import { parseQuestions } from '../../src/feedback/questions.ts';
import { understand } from '../../src/help/understand.ts';
import { proposedFields } from '../../src/imports/columns.ts';
import { colleagueIn, pastAmount, pastDate, pastStatus } from '../../src/imports/past.ts';
import { proposeMapping } from '../../src/intake/mapping/propose.ts';
import { textOf } from '../../src/intake/mapping/walk.ts';
import { companyDomain } from '../../src/leads/company-domain.ts';
import { employeesIn } from '../../src/leads/company-size.ts';
import { emailDomain, validEmail, validPhone } from '../../src/leads/contact.ts';
import { countryNamed } from '../../src/leads/country.ts';
import { readCommand } from '../../src/leads/reading/command.ts';
import { readMessage } from '../../src/leads/reading/message.ts';
import { isLocalNumber, labelledPhone } from '../../src/leads/reading/phones.ts';
import { webLink } from '../../src/library/link.ts';
import { textOfMessage } from '../../src/platform/slack/message-text.ts';
import { asTyped, decoded, readable, withoutLinks } from '../../src/platform/slack/mrkdwn-in.ts';
import { idIn, readPage } from '../../src/platform/slack/private-metadata.ts';
import { readAmount, readCount } from '../../src/targets/amount.ts';
import { readGroups } from '../../src/targets/groups.ts';

/** A body of the door for other systems, a message of Slack, a field of a form, a cell of a workbook. */
const [BODY, MESSAGE, FIELD, CELL] = [64_000, 40_000, 3_000, 32_767];

export const readers: Record<string, { most: number; read: (text: string) => unknown }> = {
  'the text of a command': { most: 8_000, read: readCommand },
  'a message that becomes a lead': { most: MESSAGE, read: readMessage },
  'a message to Baton': { most: MESSAGE, read: understand },
  'a message of Slack': { most: MESSAGE, read: (text) => textOfMessage({ text, blocks: [{ type: 'section', text }] }) },
  'the notation of Slack': {
    most: MESSAGE,
    read: (text) => [asTyped(text), decoded(text), withoutLinks(text), readable(text)],
  },
  'a body of another system': {
    most: BODY,
    read: (text) => proposeMapping([{ a: text, email: text, [text.slice(0, 900)]: 'x' }]),
  },
  'a value in a body': { most: BODY, read: textOf },
  'a phone number without its country': { most: BODY, read: isLocalNumber },
  'a phone number with its label': { most: BODY, read: (text) => labelledPhone(text, 'DE') },
  'a phone number': { most: BODY, read: (text) => validPhone(text, 'DE') },
  'an address': { most: BODY, read: (text) => [validEmail(text), emailDomain(text), companyDomain(text)] },
  'a country': { most: BODY, read: countryNamed },
  'a company size': { most: BODY, read: employeesIn },
  'a date of the past': { most: CELL, read: (text) => pastDate(text, undefined) },
  'an amount of the past': { most: CELL, read: pastAmount },
  'a status of the past': { most: CELL, read: pastStatus },
  'a colleague in a cell': { most: CELL, read: (text) => colleagueIn(text, [{ userId: 'U1', name: 'Sam Seller' }]) },
  'the columns of a table': { most: FIELD, read: (text) => proposedFields([text], [[text]]) },
  'an amount of a target': { most: FIELD, read: readAmount },
  'a number of leads': { most: FIELD, read: readCount },
  'customer groups': { most: FIELD, read: (text) => readGroups(text, 'EUR') },
  'questions of a survey': { most: FIELD, read: parseQuestions },
  'the words of a CRM': { most: 20_000, read: (text) => toldWords(text) },
  'the query of a list view': { most: 100_000, read: partsOf },
  'a link': { most: FIELD, read: (text) => webLink.safeParse(text) },
  'the value of a button': { most: FIELD, read: (text) => [idIn(text), readPage(text)] },
};
