/** Two teams of twelve, and what their people do with report cards. */
import type { Given, SeenMessage, WorkspaceSpec } from '@baton/sandbox';
import type { Scene } from '../../support/scene.ts';

const colleague = (key: string) => ({
  realName: key.charAt(0).toUpperCase() + key.slice(1),
  email: `${key}@northwind.example`,
  tz: 'Europe/Berlin',
});
const twelve = (side: string, manager: string) => [
  manager,
  ...Array.from({ length: 11 }, (_, index) => `${side}${index + 1}`),
];

/** Max manages sales. */
export const SELLERS = twelve('s', 'max');
/** Ada manages marketing, and is an admin. */
export const MARKETERS = ['mia', ...twelve('m', 'ada').slice(0, 11)];
export const EVERYONE = [...SELLERS, ...MARKETERS];

export const company: WorkspaceSpec = {
  name: 'Northwind',
  domain: 'northwind',
  people: {
    ...Object.fromEntries([...EVERYONE, 'newcomer'].map((key) => [key, colleague(key)])),
    ada: { ...colleague('ada'), admin: true },
    gus: { ...colleague('gus'), guest: true },
  },
  channels: {
    general: {},
    marketing: { members: MARKETERS },
    sales: { members: [...SELLERS, 'gus'] },
  },
  botIn: ['sales', 'marketing', 'general'],
};

/** One line for each act of a person. */
export function cardActs(scene: Scene) {
  const { as } = scene;
  const settled = () => scene.app().settled();
  const dms = (who: string, words: string): SeenMessage[] =>
    as(who)
      .dm()
      .filter(({ text }) => scene.read(text).includes(words));

  /** Work begins, and messages of the morning come five minutes later. */
  async function morning(day: string): Promise<void> {
    await scene.travel(`${day}T08:00:30Z`);
    await scene.travel(`${day}T08:00:45Z`);
    await scene.travel(`${day}T08:06:00Z`);
  }

  /** The fields of the form, by the marks of the six needs: a C or an F has a sentence. */
  const fieldsOf = (marks: string, words: string): Record<string, Given> =>
    Object.fromEntries(
      [...marks].flatMap((mark, place) => [
        [`mark${place}`, { A: 'A  excellent', B: 'B  good', C: 'C  fair', F: 'F  poor' }[mark] ?? ''],
        ...('CF'.includes(mark) ? [[`why${place}`, words]] : []),
      ]),
    );

  async function openForm(who: string) {
    const invitation = dms(who, 'Report card').findLast(({ buttons }) => buttons.includes('Fill in'));
    if (!invitation)
      throw new Error(
        `${who} was not asked: ${as(who)
          .dm()
          .map(({ text }) => text)
          .join('\n---\n')}`,
      );
    await as(who).press(invitation, 'Fill in');
    return as(who).modal('Report card');
  }

  async function answer(who: string, marks: string, words = `${who} says why`): Promise<void> {
    const form = await openForm(who);
    await form.fill(fieldsOf(marks, words));
    const result = await form.submit();
    if (!result.ok) throw new Error(JSON.stringify(result));
    await settled();
    await (await as(who).modal('Thank you')).close();
  }

  const cards = (channel = '#general'): SeenMessage[] =>
    as('max')
      .sees(channel)
      .filter(({ text, threadTs }) => text.includes('Report card:') && threadTs === undefined);

  return { morning, openForm, answer, dms, cards, fieldsOf };
}
