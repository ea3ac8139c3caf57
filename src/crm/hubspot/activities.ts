/** Adds activities to contacts and their deals: notes, calls, meetings and emails. */
import { CrmError, type CrmNote, type CrmPlan } from '../crm.ts';
import { type Activity, activityForms, bodyOf } from './activity-forms.ts';
import { batchAnswer, type CrmObject, crmObject } from './answers.ts';
import { associated } from './associations.ts';
import { inBatches } from './batch.ts';
import { EMAIL_QUESTION, mayAsk } from './check.ts';
import type { Hub } from './hub.ts';
import type { Job } from './job.ts';
import { hasMark, markOf } from './mark.ts';
import { readObjects } from './objects.ts';
import { paths } from './paths.ts';

interface Item {
  job: Job;
  note: CrmNote;
}

export async function writeActivities(hub: Hub, _plan: CrmPlan, jobs: readonly Job[]): Promise<void> {
  const items = jobs.flatMap((job) => (job.recordId ? job.write.notes.map((note) => ({ job, note })) : []));
  if (items.length === 0) return;
  const kinds = await groupedByType(hub, items);
  for (const [type, own] of kinds) await writeType(hub, type, own);
}

/** Emails need a scope of their own; without it they are notes. */
async function groupedByType(hub: Hub, items: readonly Item[]): Promise<Map<Activity, Item[]>> {
  const hasEmails = items.some(({ note }) => note.kind === 'email') && (await mayAsk(hub, EMAIL_QUESTION));
  const typeOf = ({ note: { kind } }: Item): Activity =>
    (({ note: 'notes', call: 'calls', meeting: 'meetings', email: hasEmails ? 'emails' : 'notes' }) as const)[kind];
  return Map.groupBy(items, typeOf);
}

async function writeType(hub: Hub, type: Activity, items: readonly Item[]): Promise<void> {
  const known = await findEarlier(
    hub,
    type,
    items.filter(({ job }) => job.write.isRepeat),
  );
  for (const { job, note } of known) job.notes.push(note.key);
  const fresh = items.filter((item) => !known.has(item));
  const done = await inBatches(fresh, {
    together: (part) => addTogether(hub, type, part),
    alone: (item) => hub.send({ method: 'POST', path: paths.objects(type), body: inputOf(type, item) }, crmObject),
  });
  for (const [{ job, note }, answer] of done) {
    if (answer instanceof CrmError) job.error ??= answer;
    else job.notes.push(note.key);
  }
}

/** Activities of an earlier try, by their mark. */
async function findEarlier(hub: Hub, type: Activity, items: readonly Item[]): Promise<Set<Item>> {
  if (items.length === 0) return new Set();
  const contactIds = [...new Set(items.flatMap(({ job }) => job.recordId ?? []))];
  const ids = await associated(hub, 'contacts', type, contactIds);
  const { body } = activityForms[type];
  const found = await readObjects(hub, type, [...ids.values()].flat(), [body]);
  const byId = new Map(found.map((activity) => [activity.id, activity.properties[body]]));
  return new Set(
    items.filter(({ job, note }) => ids.get(job.recordId ?? '')?.some((id) => hasMark(byId.get(id), markOf(note.key)))),
  );
}

function inputOf(type: Activity, { job, note }: Item) {
  const { toContact, toDeal } = activityForms[type];
  const link = (id: string, associationTypeId: number) => ({
    to: { id },
    types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId }],
  });
  return {
    properties: bodyOf(type, note),
    associations: [
      ...(job.recordId ? [link(job.recordId, toContact)] : []),
      ...(job.dealId ? [link(job.dealId, toDeal)] : []),
    ],
  };
}

async function addTogether({ send }: Hub, type: Activity, items: readonly Item[]): Promise<Map<Item, CrmObject>> {
  const inputs = items.map((item) => ({ ...inputOf(type, item), objectWriteTraceId: item.note.key }));
  const { results } = await send({ method: 'POST', path: paths.batch(type, 'create'), body: { inputs } }, batchAnswer);
  const { body } = activityForms[type];
  return new Map(
    items.flatMap((item) => {
      const own = results.find(
        ({ objectWriteTraceId, properties }) =>
          objectWriteTraceId === item.note.key || hasMark(properties[body], markOf(item.note.key)),
      );
      return own ? [[item, own] as const] : [];
    }),
  );
}
