import { insertRow } from '../../platform/db/rows.ts';
import type { Tx } from '../../platform/db/write.ts';
import { settingOf } from '../../platform/settings/queries.ts';
import { messageAt } from '../../platform/slack/mrkdwn.ts';
import { requireTeam } from '../../teams/queries.ts';
import { companyDomainIn } from '../company-domain.ts';
import { record, tell } from '../history.ts';
import type { LeadFields } from '../lead-fields.ts';
import { isInSales, isWithMarketing } from '../lifecycle.ts';
import { withoutPlaceholders } from '../placeholders.ts';
import { requireLead, updateLead } from '../queries.ts';
import { sameWords } from '../same-words.ts';
import { indexedThrough, indexLeads, TOGETHER } from '../search-index.ts';
import { hotScore } from '../settings.ts';
import { acceptDueAt, restartSla } from '../sla/clock.ts';
import { countUses, useName } from '../sources.ts';
import { campaigns, type Lead, leads, sources } from '../table.ts';
import { type Temperature, temperatures } from '../types.ts';
import { askNext, askSomeone } from './move.ts';
import { workedSince } from './worked.ts';

/** The new information for a known lead. */
type Addition = Pick<HandOff, 'form' | 'marketerId' | 'messageLink'> & Partial<Pick<HandOff, 'assigneeId' | 'teamId'>>;

export interface HandOff {
  form: LeadFields;
  teamId: number;
  /** The seller whom the marketer named. */
  assigneeId: string | null;
  marketerId: string;
  messageLink: string | null;
  /** An earlier lead of the same person, if this one was handed off separately on purpose. */
  earlierLeadId: number | null;
  /** Parts of the team's rule that chose the team, see routing/team-rules.ts. */
  byRule?: readonly string[];
  /** The list that it came with. */
  importId?: number;
  /** The CRM that it came from, by its name. */
  crm?: string;
}

/** Hands a lead off to a sales team. Its card and the message to a named seller are sent with the commit. */
export function handOff(tx: Tx, handoff: HandOff, now: Date): Lead {
  const { teamId, assigneeId, marketerId, earlierLeadId, importId, crm, byRule = [] } = handoff;
  const lead = insertLead(tx, handoff, now);
  const entryId = record(
    tx,
    lead,
    {
      kind: 'handed_off',
      actorId: marketerId,
      details: {
        ...{ teamId, assigneeId, earlierLeadId, ...cameIn(tx, lead, now) },
        ...(importId !== undefined && { importId }),
        ...(crm !== undefined && { crm }),
        ...(byRule.length > 0 && { byRule: [...byRule] }),
      },
    },
    now,
  );
  const asked = askSomeone(tx, lead, { namedId: assigneeId }, now);
  if (asked.assigneeId === assigneeId && assigneeId !== null && assigneeId !== marketerId) {
    tell(tx, assigneeId, entryId, now);
  }
  return asked;
}

/** The row of a new lead; the caller records its hand-off. */
export function insertLead(
  tx: Tx,
  { form, teamId, marketerId, messageLink }: Pick<HandOff, 'form' | 'teamId' | 'marketerId' | 'messageLink'>,
  now: Date,
  more: Partial<Omit<Lead, 'id'>> = {},
): Lead {
  const source = form.source === null ? null : useName(tx, sources, form.source, now);
  const campaign = form.campaign ? useName(tx, campaigns, form.campaign, now) : null;
  const { id } = insertRow(tx, leads, {
    ...form,
    temperature: temperatureOf(tx, form),
    source,
    campaign,
    companyDomain: companyDomainIn(tx, form.email),
    status: 'new',
    teamId,
    handedOffBy: marketerId,
    handedOffAt: now,
    messageLink,
    updatedAt: now,
    ...more,
  });
  followSome(tx, id);
  return requireLead(tx, id);
}

/** Work that many hand-offs share: their leads join the search, and the uses of their sources are counted. */
function followSome(tx: Tx, newestId: number): void {
  const through = indexedThrough(tx);
  if (newestId - through < TOGETHER) return;
  indexLeads(tx, through, newestId);
  countUses(tx, through, newestId);
}

/** From a message, it is on record how long the lead waited there. */
function cameIn(tx: Tx, { messageLink, teamId }: Lead, now: Date): { messageAt?: number; afterMs?: number } {
  const from = messageLink === null ? undefined : messageAt(messageLink);
  if (!from || from > now) return {};
  return { messageAt: from.getTime(), ...workedSince(requireTeam(tx, teamId), from, now) };
}

/** A high score makes a lead hot, whatever the door said. */
const temperatureOf = (tx: Tx, { temperature, score }: Pick<LeadFields, 'temperature' | 'score'>): Temperature =>
  score != null && score >= settingOf(tx, hotScore) ? 'hot' : temperature;

const FIELDS = [
  'name',
  'company',
  'email',
  'phone',
  'role',
  'source',
  'campaign',
  'stage',
  'country',
  'companySize',
] as const;

/**
 * Adds new information to a known lead: fills empty fields, and posts the need and all values that differ from the lead
 * to its thread. Values that sales entered stay, a newer score counts. A higher temperature is taken over, and moves the deadline to accept. A
 * lead that no one has accepted yet goes to the seller whom the marketer named.
 */
export function appendToLead(
  tx: Tx,
  lead: Lead,
  { form: said, marketerId, messageLink, assigneeId = null, teamId }: Addition,
  now: Date,
): Lead {
  const form = { ...said, temperature: temperatureOf(tx, said) };
  const [known, told] = [withoutPlaceholders(lead), withoutPlaceholders(form)];
  const filled = FIELDS.filter((field) => known[field] === null && (told[field] ?? null) !== null);
  const change: Partial<Lead> = Object.fromEntries(filled.map((field) => [field, told[field]]));
  if (change.email) change.companyDomain = companyDomainIn(tx, change.email);
  if (change.source) change.source = useName(tx, sources, change.source, now);
  if (change.campaign) change.campaign = useName(tx, campaigns, change.campaign, now);
  if (lead.messageLink === null) change.messageLink = messageLink;
  const differs = Object.fromEntries(
    FIELDS.flatMap((field) => {
      const [had, said] = [known[field], told[field] ?? null];
      return had !== null && said !== null && !sameWords(had, said) ? [[field, said]] : [];
    }),
  );
  if (form.score != null && form.score !== lead.score) {
    change.score = form.score;
    differs.score = String(form.score);
  }
  const isOver = !isInSales(lead) && !isWithMarketing(lead);
  const isHotter = heat(form) > heat(lead) && !isOver;
  if (isHotter) change.temperature = form.temperature;
  else if (form.temperature !== lead.temperature) differs.temperature = form.temperature;
  const updated = updateLead(tx, lead, change, now);
  const temperature = isHotter ? { temperature: { from: lead.temperature, to: form.temperature } } : {};
  const details = { need: form.need, filled, differs, messageLink, ...temperature };
  const entryId = record(tx, updated, { kind: 'appended', actorId: marketerId, details }, now);
  const isForOther = assigneeId !== null && assigneeId !== updated.assigneeId && teamId === updated.teamId;
  if (updated.status === 'new' && isForOther) {
    return askNext(tx, updated, { namedId: assigneeId, entryId, by: marketerId }, now);
  }
  return isHotter ? soonerDue(tx, updated, now) : updated;
}

const heat = ({ temperature }: Pick<Lead, 'temperature'>): number => -temperatures.indexOf(temperature);

/** A hotter lead is due sooner, unless it was due before that, or sleeps. */
function soonerDue(tx: Tx, lead: Lead, now: Date): Lead {
  if (lead.status !== 'new' || lead.dueAt === null || lead.snoozedUntil !== null) return lead;
  if (acceptDueAt(requireTeam(tx, lead.teamId), lead, now) >= lead.dueAt) return lead;
  return updateLead(tx, lead, { dueAt: restartSla(tx, lead, now) }, now);
}
