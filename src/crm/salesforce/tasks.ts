import { CrmError, type CrmNote } from '../crm.ts';
import type { Api } from './api.ts';
import { type Described, hasOwnId, OWN_ID } from './describe.ts';
import { type Job, ownIdOf } from './job.ts';
import { type Save, saveAll, type Values } from './save.ts';
import { allOf, oneOf, quoted, textOf } from './soql.ts';

const NAMES: Record<CrmNote['kind'], string> = { note: 'Note', call: 'Call', email: 'Email', meeting: 'Meeting' };
/** Object Reference, Task, TaskSubtype. It has no value for a meeting. */
const SUBTYPES: Record<CrmNote['kind'], string> = { note: 'Task', call: 'Call', email: 'Email', meeting: 'Task' };
const LONGEST_SUBJECT = 255;

/** Last line of a description, by which Baton finds a task that it added. Salesforce cannot search in descriptions. */
const markOf = (key: string) => `Added by Baton: ${key}`;
const MARK = /Added by Baton: \S+$/;

/** Activities as completed tasks in the history of the person. */
export async function writeTasks(api: Api, jobs: readonly Job[]): Promise<void> {
  const withNotes = jobs.filter(({ write, at }) => at && write.notes.length > 0);
  if (withNotes.length === 0) return;
  const task = await api.describe('Task');
  if (!task) throw new CrmError('right', 'Tasks: Read');
  const { userId } = await api.session();
  const placeOf = await tasksThere(api, withNotes, task, userId);
  const status = await completedStatus(api);
  const saves: { job: Job; key: string; save: Save }[] = [];
  for (const job of withNotes) {
    for (const note of job.write.notes) {
      const place = placeOf(job, note);
      if (place === 'there') job.result.notes.push(note.key);
      else
        saves.push({
          job,
          key: note.key,
          save: taskOf(job, note, { task, status, userId, isTaken: place === 'taken' }),
        });
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

interface TaskOptions {
  task: Described;
  status: string;
  userId: string;
  isTaken: boolean;
}

function taskOf({ at }: Job, note: CrmNote, { task, status, userId, isTaken }: TaskOptions): Save {
  const isMarked = !hasOwnId(task) || isTaken;
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

type Place = 'there' | 'taken' | undefined;

/**
 * Where the task of a note is. Also with a field for our own id it is left alone: some fields of a task cannot be changed (Object
 * Reference, Task). An id at another person is of another Baton.
 */
async function tasksThere(api: Api, jobs: readonly Job[], task: Described, userId: string) {
  if (hasOwnId(task)) {
    const ids = jobs.flatMap(({ write }) => write.notes.map(({ key }) => ownIdOf(userId, key)));
    const rows = await api.queryEach(ids, (part) => `SELECT WhoId, ${OWN_ID} FROM Task WHERE ${oneOf(OWN_ID, part)}`);
    const owners = new Map(rows.map((row) => [textOf(row, OWN_ID), textOf(row, 'WhoId')]));
    return ({ at }: Job, { key }: CrmNote): Place => {
      const owner = owners.get(ownIdOf(userId, key));
      return owner === undefined ? undefined : owner === at?.id ? 'there' : 'taken';
    };
  }
  const people = jobs.flatMap(({ write, at }) => (write.isRepeat && at ? [at.id] : []));
  const marks = new Set<string>();
  for (const row of await api.queryEach(people, (part) => marksQuery(part, userId))) {
    const mark = MARK.exec(textOf(row, 'Description') ?? '')?.[0];
    if (mark) marks.add(`${textOf(row, 'WhoId')} ${mark}`);
  }
  return ({ at }: Job, { key }: CrmNote): Place => (marks.has(`${at?.id} ${markOf(key)}`) ? 'there' : undefined);
}

const marksQuery = (people: string[], userId: string) =>
  `SELECT WhoId, Description FROM Task WHERE ${allOf(oneOf('WhoId', people), `CreatedById = ${quoted(userId)}`)}`;

const completedStatus = (api: Api): Promise<string> =>
  api.remembered('completed status', async () => {
    const [row] = await api.query('SELECT ApiName FROM TaskStatus WHERE IsClosed = true ORDER BY SortOrder LIMIT 1');
    return (row && textOf(row, 'ApiName')) ?? 'Completed';
  });
