/** Things in Baton that a survey can be about. A new kind needs an entry here and a name in types.ts. */

import { leadById } from '../leads/queries.ts';
import { type Sight, seesLead } from '../leads/reads/sight.ts';
import { leadsLike } from '../leads/reads/typeahead.ts';
import { campaignsLike, sourcesLike } from '../leads/sources.ts';
import { itemById } from '../library/queries.ts';
import { suggestItems } from '../library/search/search.ts';
import type { Db } from '../platform/db/open.ts';
import type { Round } from './table.ts';
import { type SubjectKind, subjectKinds } from './types.ts';

export interface Subject {
  kind: SubjectKind;
  /** Identifies it within its kind. */
  ref: string;
  label: string;
}

interface Sought {
  typed: string;
  /** The leads that the person who types may find. */
  sight: Sight;
  /** For each kind. */
  limit: number;
  now: Date;
}

interface Finding {
  /** Matches for the typed text, best first. */
  search(db: Db, sought: Sought): Omit<Subject, 'kind'>[];
  /** Whether a person with this sight may choose it. */
  isInSight?(db: Db, ref: string, sight: Sight): boolean;
  /** Undefined if it no longer exists. */
  labelOf(db: Db, ref: string): string | undefined;
}

const titleOf = ({ name, company }: { name: string; company: string }) => `${name}, ${company}`;

const subjects: Record<SubjectKind, Finding> = {
  lead: {
    search: (db, sought) => leadsLike(db, sought).map((lead) => ({ ref: String(lead.id), label: titleOf(lead) })),
    isInSight: (db, ref, sight) => {
      const lead = leadById(db, Number(ref));
      return lead !== undefined && seesLead(sight, lead);
    },
    labelOf: (db, ref) => {
      const lead = leadById(db, Number(ref));
      return lead && titleOf(lead);
    },
  },
  item: {
    search: (db, { typed, limit, now }) =>
      suggestItems(db, typed, limit, now).map(({ id, title }) => ({ ref: String(id), label: title })),
    labelOf: (db, ref) => itemById(db, Number(ref))?.title,
  },
  campaign: {
    search: (db, { typed, limit }) => campaignsLike(db, typed, limit).map((name) => ({ ref: name, label: name })),
    labelOf: (_db, ref) => ref,
  },
  source: {
    search: (db, { typed, limit }) => sourcesLike(db, typed, limit).map((name) => ({ ref: name, label: name })),
    labelOf: (_db, ref) => ref,
  },
};

export const searchSubjects = (db: Db, sought: Sought): Subject[] =>
  subjectKinds.flatMap((kind) => subjects[kind].search(db, sought).map((one) => ({ kind, ...one })));

/** Whether a person may choose this subject: a form can come back with any. */
export const isSubjectInSight = (db: Db, { kind, ref }: Pick<Subject, 'kind' | 'ref'>, sight: Sight): boolean =>
  subjects[kind].isInSight?.(db, ref, sight) ?? true;

/** The title of a survey, and its subject if the asker gave both. */
export function subjectOf(
  db: Db,
  { about, subjectKind, subjectRef }: Pick<Round, 'about' | 'subjectKind' | 'subjectRef'>,
) {
  const label = subjectKind && subjectRef ? subjects[subjectKind].labelOf(db, subjectRef) : undefined;
  return { title: about ?? label ?? 'Something that no longer exists', beside: about ? (label ?? null) : null };
}
