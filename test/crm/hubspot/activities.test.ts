import { describe, expect, test } from 'vitest';
import { CrmError } from '../../../src/crm/crm.ts';
import { deal, note, plan, scene, write } from './scene.ts';

describe('activities', () => {
  test('without the scope for emails they are notes, also when a try is repeated', async () => {
    const { crm, people, fake } = await scene();
    fake.grant('crm.objects.contacts.read', 'crm.objects.contacts.write', 'crm.objects.deals.read');
    const id = people.addContact({ firstname: 'Ana' });
    const own = write({ recordId: id, notes: [note('e1', { kind: 'email', text: 'Sent the offer' })] });
    for (const isRepeat of [false, true])
      expect(await crm.write(plan(), [{ ...own, isRepeat }])).toMatchObject([{ notes: ['e1'] }]);
    expect(people.linked(id, 'notes').map(({ values }) => values.hs_note_body)).toEqual([
      'Sent the offer<br>Added by Baton: e1',
    ]);
  });

  test('a mark is not taken for a longer one', async () => {
    const { crm, people } = await scene();
    const id = people.addContact({ firstname: 'Ana' });
    await crm.write(plan(), [write({ recordId: id, notes: [note('n12')] })]);
    await crm.write(plan(), [write({ recordId: id, isRepeat: true, notes: [note('n1'), note('n12')] })]);
    expect(people.linked(id, 'notes')).toHaveLength(2);
  });

  test('text that people typed is never markup', async () => {
    const { crm, people } = await scene();
    const id = people.addContact({ firstname: 'Ana' });
    await crm.write(plan(), [write({ recordId: id, notes: [note('n1', { text: '<img src=x> & more' })] })]);
    expect(people.linked(id, 'notes')[0]?.values.hs_note_body).toContain('&lt;img src=x&gt; &amp; more');
  });

  test('a deal that is known shows the activities as well', async () => {
    const { crm, people, fake } = await scene();
    const id = people.addContact({ firstname: 'Ana' });
    await crm.write(plan(), [write({ recordId: id, deal: deal(), notes: [note('n1')] })]);
    const created = fake.seen.find(({ path }) => path.endsWith('/notes'));
    expect(created?.body).toMatchObject({ associations: [{ to: { id } }, { types: [{ associationTypeId: 214 }] }] });
  });

  test('one note that is refused leaves the others', async () => {
    const { crm, people } = await scene();
    const id = people.addContact({ firstname: 'Ana' });
    const [written] = await crm.write(plan(), [
      write({ recordId: id, notes: [note('n1'), note('n2', { ownerId: '999' }), note('n3')] }),
    ]);
    expect(written?.notes.toSorted()).toEqual(['n1', 'n3']);
    expect(written?.error).toBeInstanceOf(CrmError);
    expect(people.linked(id, 'notes')).toHaveLength(2);
  });
});
