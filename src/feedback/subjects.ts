/** What a round can be about that Baton knows. Another kind is one entry more here, and its name in terms.ts. */
import type { Db } from '../db/open.ts';
import { listLeads } from '../leads/list.ts';
import { leadById } from '../leads/queries.ts';
import { campaignsLike, sourcesLike } from '../leads/sources.ts';
import type { Round } from './table.ts';
import { type SubjectKind, subjectKinds } from './terms.ts';

export interface Subject {
  kind: SubjectKind;
  /** Names it within its kind. */
  ref: string;
  label: string;
}

interface Finding {
  /** Those that fit what was typed, the likeliest first. */
  search(db: Db, typed: string, limit: number): Omit<Subject, 'kind'>[];
  /** Undefined when it is not there any more. */
  labelOf(db: Db, ref: string): string | undefined;
}

const titleOf = ({ name, company }: { name: string; company: string }) => `${name}, ${company}`;

export const subjects: Record<SubjectKind, Finding> = {
  lead: {
    search: (db, typed, limit) => {
      if (!/[\p{L}\p{N}]/u.test(typed)) return [];
      const found = listLeads(db, { show: 'search', words: typed }, { limit, offset: 0 });
      return found.leads.map((lead) => ({ ref: String(lead.id), label: titleOf(lead) }));
    },
    labelOf: (db, ref) => {
      const lead = leadById(db, Number(ref));
      return lead && titleOf(lead);
    },
  },
  campaign: {
    search: (db, typed, limit) => campaignsLike(db, typed, limit).map((name) => ({ ref: name, label: name })),
    labelOf: (_db, ref) => ref,
  },
  source: {
    search: (db, typed, limit) => sourcesLike(db, typed, limit).map((name) => ({ ref: name, label: name })),
    labelOf: (_db, ref) => ref,
  },
};

export const searchSubjects = (db: Db, typed: string, limit: number): Subject[] =>
  subjectKinds.flatMap((kind) => subjects[kind].search(db, typed, limit).map((one) => ({ kind, ...one })));

/** What a round is about: a title, and the subject beside it where the asker gave both. */
export function subjectOf(
  db: Db,
  { about, subjectKind, subjectRef }: Pick<Round, 'about' | 'subjectKind' | 'subjectRef'>,
) {
  const label = subjectKind && subjectRef ? subjects[subjectKind].labelOf(db, subjectRef) : undefined;
  return { title: about ?? label ?? 'Something that is not here any more', beside: about ? (label ?? null) : null };
}
