import { CrmError, type CrmNote } from '../crm.ts';
import type { Api } from './api.ts';
import { type Described, hasOwnId } from './describe.ts';
import { type Job, ownIdOf } from './job.ts';
import { type Save, saveAll, type Values } from './save.ts';
import { allOf, oneOf, quoted, textOf } from './soql.ts';

const NAMES: Record<CrmNote['kind'], string> = { note: 'Note', call: 'Call', email: 'Email', meeting: 'Meeting' };
/** Object Reference, Task, TaskSubtype. It has no value for a meeting. */
const SUBTYPES: Record<CrmNote['kind'], string> = { note: 'Task', call: 'Call', email: 'Email', meeting: 'Task' };
const LONGEST_SUBJECT = 255;

/** Last line of a description, by which Baton finds a task that it added. Salesforce cannot search in descriptions. */
const markOf = (key: string) => `[Baton ${key}]`;

/** Activities as completed tasks in the history of the person. */
export async function writeTasks(api: Api, jobs: readonly Job[]): Promise<void> {
  const withNotes = jobs.filter(({ write, at }) => at && write.notes.length > 0);
  if (withNotes.length === 0) return;
  const task = await api.describe('Task');
  if (!task) throw new CrmError('right', 'Tasks: Read');
  const { userId } = await api.session();
  const there = hasOwnId(task) ? new Map<string, Set<string>>() : await marksThere(api, withNotes, userId);
  const status = await completedStatus(api);
  const saves: { job: Job; key: string; save: Save }[] = [];
  for (const job of withNotes) {
    for (const note of job.write.notes) {
      if (there.get(job.at?.id ?? '')?.has(markOf(note.key))) job.result.notes.push(note.key);
      else saves.push({ job, key: note.key, save: taskOf(job, note, task, status, userId) });
    }
  }
  const saved = await saveAll(
    api,
    saves.map(({ save }) => save),
  );
  saves.forEach(({ job, key }, place) => {
    const result = saved[place];
    if (result && 'id' in result) job.result.notes.push(key);
    else if (result) job.result.error ??= result.error;
  });
}

function taskOf({ at }: Job, note: CrmNote, task: Described, status: string, userId: string): Save {
  const isMarked = !hasOwnId(task);
  const firstLine = note.text.split('\n')[0] ?? '';
  const asked: Values = {
    Subject: `${NAMES[note.kind]}: ${firstLine}`.slice(0, LONGEST_SUBJECT),
    Description: isMarked ? `${note.text}\n\n${markOf(note.key)}` : note.text,
    WhoId: at?.id ?? '',
    Status: status,
    ActivityDate: note.at.toISOString().slice(0, 10),
    TaskSubtype: SUBTYPES[note.kind],
    ...(note.ownerId && { OwnerId: note.ownerId }),
  };
  const values = Object.fromEntries(Object.entries(asked).filter(([name]) => task.fields.get(name)?.createable));
  return { object: 'Task', values, ...(isMarked ? { isNew: true } : { ownId: ownIdOf(userId, note.key) }) };
}

/** The marks of tasks that Baton added to people whose write is tried again. */
async function marksThere(api: Api, jobs: readonly Job[], userId: string): Promise<Map<string, Set<string>>> {
  const people = jobs.flatMap(({ write, at }) => (write.isRepeat && at ? [at.id] : []));
  const marks = new Map<string, Set<string>>();
  if (people.length === 0) return marks;
  const where = allOf(oneOf('WhoId', people), `CreatedById = ${quoted(userId)}`);
  for (const row of await api.query(`SELECT WhoId, Description FROM Task WHERE ${where}`)) {
    const who = textOf(row, 'WhoId') ?? '';
    const mark = /\[Baton [^\]]+\]$/.exec(textOf(row, 'Description') ?? '')?.[0];
    if (mark) marks.set(who, (marks.get(who) ?? new Set()).add(mark));
  }
  return marks;
}

const completedStatus = (api: Api): Promise<string> =>
  api.remembered('completed status', async () => {
    const [row] = await api.query('SELECT ApiName FROM TaskStatus WHERE IsClosed = true ORDER BY SortOrder LIMIT 1');
    return (row && textOf(row, 'ApiName')) ?? 'Completed';
  });
