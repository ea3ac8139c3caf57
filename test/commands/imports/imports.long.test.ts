import { expect, test } from 'vitest';
import { importRows, imports } from '../../../src/imports/table.ts';
import { keepBlocked } from '../../../src/leads/blocked.ts';
import { leads } from '../../../src/leads/table.ts';
import { HOUR_MS } from '../../../src/platform/time/units.ts';
import { teamsOfKind } from '../../../src/teams/queries.ts';
import { createScene } from '../../support/scene.ts';

const scene = createScene();
const { as } = scene;

const all = () => scene.app().baton.deps.db.select().from(leads).orderBy(leads.id).all();
const drop = (who: string, content: string, name = 'webinar.csv') =>
  as(who).say('dm', '', { files: [{ name, content, mimetype: 'text/csv' }] });
const message = (words: string) => as('mia').waitForMessage('dm', words);
const rows = (count: number, from = 0) =>
  Array.from({ length: count }, (_, at) => `Person ${from + at};p${from + at}@firm${from + at}.example;Firm`);
const tick = async () => {
  await scene.app().settled();
  await scene.app().baton.runDue();
  await scene.app().settled();
};

test('a dropped file is checked, imported, reported and undone, in one message that changes', async () => {
  const content = ['Name;Adresse;Firma', ...rows(22), 'No One;;Firm', 'Person 3;p3@firm3.example;Firm'].join('\n');
  drop('mia', `${content}\n`);
  await tick();
  const read = await message('webinar.csv has 24 rows and 3 columns');
  await as('mia').press(read, 'Choose columns…');
  const form = await as('mia').modal('Import leads');
  expect([form.value('Name'), form.value('Adresse'), form.value('Firma')]).toEqual(['Full name', 'Email', 'Company']);
  expect(form.text()).toContain('p0@firm0.example');
  await form.fill({ 'Source, for rows without one': 'Webinar' });
  await form.submit();
  await tick();
  const checked = await message('webinar.csv is checked. Nothing is added yet');
  expect(checked.ts).toBe(read.ts);
  expect(checked.text).toContain('22 leads can be added');
  expect(checked.text).toContain('1 row of people who are known already');
  expect(checked.text).toContain('1 ×  It has no email address and no phone number. (row 24)');
  expect(checked.text).toContain('come to Sales as a list');
  expect(all()).toEqual([]);

  await as('mia').press(checked, 'Import 22 leads');
  await tick();
  const done = await message('webinar.csv is imported');
  expect(done.ts).toBe(read.ts);
  expect(all()).toHaveLength(22);
  expect(all()[0]).toMatchObject({ source: 'Webinar', need: 'From the list webinar.csv', company: 'Firm' });
  const inChannel = as('sam')
    .sees('sales')
    .filter(({ text }) => text.includes('imported'));
  expect(inChannel).toHaveLength(1);
  expect(inChannel[0]?.text).toContain('imported 22 leads from webinar.csv');
  expect(
    as('sam')
      .sees('sales')
      .filter(({ text }) => text.includes('Person 1')),
  ).toEqual([]);
  const report = as('mia')
    .dm()
    .find(({ files }) => files.length > 0 && files[0]?.includes('report'));
  expect(report?.files).toEqual(['webinar - report.csv']);

  await as('mia').press(done, 'Undo import');
  await tick();
  expect((await message('the import is undone')).text).toContain('22 leads removed');
  expect(all()).toEqual([]);
});

test('few leads come in with their cards, which say so when the import is undone', async () => {
  drop('mia', 'Name,Email,Company\nJane Doe,jane@acme.example,Acme\n', 'two.csv');
  await tick();
  await as('mia').press(await message('two.csv has 1 row'), 'Choose columns…');
  await (await as('mia').modal('Import leads')).submit();
  await tick();
  const checked = await message('two.csv is checked');
  expect(checked.text).toContain('like a hand-off, with its card and its deadline');
  await as('mia').press(checked, 'Import 1 lead');
  await tick();
  const card = await as('sam').waitForMessage('sales', 'Jane Doe');
  await as('mia').press(await message('two.csv is imported'), 'Undo import');
  await tick();
  const gone = as('sam')
    .sees('sales')
    .find(({ ts }) => ts === card.ts);
  expect(gone?.text).toContain('This lead came with an import that was undone.');
  expect(gone?.buttons).toEqual([]);
});

test('a seller is told who may import, and nothing is read', async () => {
  drop('sam', 'Name,Email\nJane Doe,jane@acme.example\n');
  await tick();
  const refused = await as('sam').waitForMessage('dm', 'webinar.csv is not imported');
  expect(refused.text).toContain('Only marketing, managers and workspace admins import leads.');
  expect(refused.buttons).toEqual([]);
});

test('a file that is no table, and one that a person does not want after all, end in their message', async () => {
  drop('mia', 'PK\u0003\u0004 broken', 'list.xlsx');
  await tick();
  expect((await message('list.xlsx is not imported')).text).toContain('It is damaged, or not what its name says.');
  drop('mia', 'Name,Email\nJane Doe,jane@acme.example\n', 'wrong.csv');
  await tick();
  await as('mia').press(await message('wrong.csv has 1 row'), 'Do not import');
  await tick();
  expect((await message('wrong.csv is not imported')).buttons).toEqual([]);
});

test('after a day, an import cannot be undone any more, and its rows are forgotten', async () => {
  const { db } = scene.app().baton.deps;
  drop('mia', 'Name,Email,Company\nAnn Lee,ann@lee.example,Lee\n', 'late.csv');
  await tick();
  await as('mia').press(await message('late.csv has 1 row'), 'Choose columns…');
  await (await as('mia').modal('Import leads')).submit();
  await tick();
  await as('mia').press(await message('late.csv is checked'), 'Import 1 lead');
  await tick();
  const done = await message('late.csv is imported');
  scene.app().setTime(new Date(scene.app().baton.deps.now().getTime() + 25 * HOUR_MS));
  await as('mia').press(done, 'Undo import');
  expect((await as('mia').modal()).text()).toContain('An import can be undone for a day after it is done.');
  expect(db.select().from(imports).all().at(-1)?.state).toBe('done');
  expect(db.select().from(importRows).all()).not.toEqual([]);
  scene.app().setTime(new Date(scene.app().baton.deps.now().getTime() + 48 * HOUR_MS));
  for (let once = 0; once < 4; once += 1) await tick();
  expect(db.select().from(importRows).all()).toEqual([]);
});

test('a lead of a blocked domain is listed for marketing, and taken in after all', async () => {
  const { write, now, db } = scene.app().baton.deps;
  const [team] = teamsOfKind(db, 'sales');
  const form = { name: 'Rae Hire', company: 'Hire', email: 'rae@hire.example', phone: null, role: null } as const;
  const lead = { ...form, source: null, stage: null, temperature: 'warm', need: 'Candidates' } as const;
  const by = { assigneeId: null, marketerId: as('mia').id, messageLink: null, earlierLeadId: null };
  await write((tx) => keepBlocked(tx, { form: lead, teamId: team?.id ?? 0, ...by, domain: 'hire.example' }, now()));
  await as('mia').command('/leads blocked');
  const list = await as('mia').modal('Blocked leads');
  expect(list.text()).toContain('for hire.example');
  await as('mia').press(list, 'Take in');
  await scene.app().settled();
  expect((await as('mia').modal('Blocked leads')).text()).toContain('No lead was blocked.');
  expect((await as('sam').waitForMessage('sales', 'Rae Hire')).buttons).toContain('Accept');
  await as('sam').command('/leads blocked', { in: '#sales' });
  await as('sam').waitForMessage('sales', 'Only marketing, managers and workspace admins see blocked leads.');
});
