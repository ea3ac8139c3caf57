/** The audit log, as admins read it: `/baton audit`. */
import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { AuditEntry } from '../../src/platform/audit/table.ts';
import { type AuditKind, auditKinds } from '../../src/platform/audit/types.ts';
import { readForm } from '../../src/platform/slack/form.ts';
import {
  actions,
  bold,
  button,
  channel,
  context,
  cut,
  date,
  dotted,
  input,
  type Line,
  option,
  optional,
  type Piece,
  person,
  plain,
  rich,
  section,
  selectField,
} from '../kit/blocks.ts';
import { pageButtons } from '../kit/paging.ts';
import { fieldChanges } from '../teams/changes.ts';

export const AUDIT_PAGE = 'audit_page';
export const AUDIT_FILTER = 'audit_filter';
export const AUDIT_FILTER_FORM = 'audit_filter_form';
export const AUDIT_PAGE_SIZE = 15;

/** The entries that a reader asks for; a day counts from its beginning in UTC. */
export interface AuditChoice {
  kind?: AuditKind | undefined;
  actor?: string | undefined;
  day?: string | undefined;
}

const BETWEEN = '|';

/** Carried by the modal and its buttons, which allow no colon. */
const writeAuditChoice = ({ kind, actor, day }: AuditChoice): string =>
  [kind ?? '', actor ?? '', day ?? ''].join(BETWEEN);

/** It comes from the client: parts that are not valid count as not asked for. */
export function readAuditChoice(carry: string): AuditChoice {
  const [kind = '', actor = '', day = ''] = carry.split(BETWEEN);
  return {
    ...(Object.hasOwn(auditKinds, kind) && { kind: kind as AuditKind }),
    ...(PERSON.test(actor) && { actor }),
    ...(z.iso.date().safeParse(day).success && { day }),
  };
}

/** An entry, with the name of its subject where it has one. */
interface ShownEntry {
  entry: AuditEntry;
  subject: string | null;
}

export interface AuditShown {
  entries: ShownEntry[];
  page: number;
  total: number;
  choice: AuditChoice;
}

export function auditModal({ entries, page, total, choice }: AuditShown): ModalView {
  const carry = writeAuditChoice(choice);
  const isFiltered = carry !== writeAuditChoice({});
  return {
    type: 'modal',
    title: plain('Audit log'),
    close: plain('Close'),
    private_metadata: carry,
    blocks: [
      actions('audit_actions', button(AUDIT_FILTER, isFiltered ? 'Change filter' : 'Filter', carry)),
      ...(isFiltered ? [rich(dotted(filterWords(choice)))] : []),
      ...(entries.length === 0 ? [section('No entries.')] : entries.map(entryBlock)),
      ...pageButtons(AUDIT_PAGE, { page, size: AUDIT_PAGE_SIZE, total, carry }),
      context('`baton audit verify` checks that nothing was changed or removed.'),
    ],
  };
}

function filterWords({ kind, actor, day }: AuditChoice): Piece[][] {
  return [
    ...(kind ? [[`Only: ${auditKinds[kind]}`]] : []),
    ...(actor ? [['By ', person(actor)]] : []),
    ...(day ? [[`Since ${day}`]] : []),
  ];
}

const LENGTH = 120;

function entryBlock({ entry, subject }: ShownEntry) {
  const { kind, actor, at, id } = entry;
  const words = auditKinds[kind as AuditKind] ?? kind;
  const who = PERSON.test(actor) ? person(actor) : bold(actor === 'Baton' ? actor : `The ${actor}`);
  const lines: Line[] = [
    [who, ` ${words}`, ...(subject === null ? [] : [': ', bold(cut(subject, LENGTH))])],
    ...detailLines(entry),
    dotted([[date(at)], [`entry ${id}`]]),
  ];
  return rich(...lines);
}

/** A team's fields as its form names them; a start by the names of what changed, without fingerprints. */
function detailLines({ kind, details }: AuditEntry): Piece[][] {
  if (details === null) return [];
  const { from, to, facts: _, changed, person: about, ...others } = details;
  if (Array.isArray(changed)) return [[cut(changed.join(', '), LENGTH)]];
  if (kind.startsWith('team.')) {
    const lines = isFields(from) && isFields(to) ? fieldChanges(from, to) : [];
    return lines.map((line) => [...(typeof about === 'string' ? [person(about), ' '] : []), ...line]);
  }
  if ('to' in details) return [[...shown(from), ' → ', ...shown(to)]];
  return Object.entries(others).map(([name, value]) => [`${name}: `, ...shown(value)]);
}

const isFields = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const PERSON = /^[UW][A-Z0-9]{2,}$/;
const CHANNEL = /^[CG][A-Z0-9]{8,}$/;

/** Ids of people and channels by their names, as far as a line goes. */
function shown(value: unknown): Piece[] {
  if (value === null || value === undefined) return ['none'];
  if (Array.isArray(value) && value.length > 0 && value.length <= MOST_PEOPLE && value.every(isPerson)) {
    return value.flatMap((id, index) => [...(index > 0 ? [', '] : []), person(id)]);
  }
  if (isPerson(value)) return [person(value)];
  if (typeof value === 'string' && CHANNEL.test(value)) return [channel(value)];
  return [cut(typeof value === 'string' ? value : JSON.stringify(value), LENGTH)];
}

const MOST_PEOPLE = 20;
const isPerson = (value: unknown): value is string => typeof value === 'string' && PERSON.test(value);

export function auditFilterModal(choice: AuditChoice): ModalView {
  const kinds = Object.entries(auditKinds).map(([kind, words]) =>
    option(
      kind,
      words.replace(/^./, (letter) => letter.toUpperCase()),
    ),
  );
  return {
    type: 'modal',
    callback_id: AUDIT_FILTER_FORM,
    title: plain('Filter'),
    submit: plain('Show'),
    close: plain('Back'),
    blocks: [
      optional(input('kind', 'Kind', selectField(kinds, choice.kind, 'All kinds'))),
      optional(input('actor', 'Person', { type: 'users_select', ...(choice.actor && { initial_user: choice.actor }) })),
      optional(input('day', 'Since', { type: 'datepicker', ...(choice.day && { initial_date: choice.day }) })),
    ],
  };
}

const filterFields = z.object({
  kind: z.enum(Object.keys(auditKinds) as [AuditKind, ...AuditKind[]]).optional(),
  actor: z.string().optional(),
  day: z.iso.date('Choose a day.').optional(),
});

export const readAuditFilter = (view: ViewOutput) => ({ form: readForm(view, filterFields) });
