/** One line for each act of a person in a survey. */
import type { Given, SeenMessage, SeenModal } from '@baton/sandbox';
import type { Scene } from '../../support/scene.ts';

type Fields = Record<string, Given>;

export function feedbackFixtures(scene: Scene) {
  const { as } = scene;

  /** The form of the second step. */
  async function form(who: string, words = '', template: string | null = 'campaign'): Promise<SeenModal> {
    await as(who).command(`/ask-feedback ${words}`, { in: '#general' });
    const start = await as(who).modal('Ask for feedback');
    if (template) await start.press({ actionId: `feedback_template:${template}` });
    else await start.submit();
    await start.waitForText('Who should answer?');
    return start;
  }

  async function ask(who: string, words: string, fields: Fields, template: string | null = 'campaign'): Promise<void> {
    const modal = await form(who, words, template);
    await modal.fill(fields);
    const result = await modal.submit();
    if (!result.ok) throw new Error(JSON.stringify(result.errors));
    await scene.app().settled();
  }

  /** The newest direct message with these words. */
  function message(who: string, words: string): SeenMessage {
    const found = as(who)
      .dm()
      .findLast(({ text }) => scene.read(text).includes(words));
    if (!found)
      throw new Error(
        `${who} has no message with "${words}": ${as(who)
          .dm()
          .map(({ text }) => text)
          .join('\n---\n')}`,
      );
    return found;
  }

  const reads = (who: string, words: string): string => scene.read(message(who, words).text);

  async function open(who: string, about: string, button = 'Answer'): Promise<SeenModal> {
    await as(who).press(message(who, about), button);
    return as(who).modal(button === 'Answer' ? 'Your feedback' : 'Change your feedback');
  }

  async function answer(who: string, about: string, fields: Fields, button = 'Answer'): Promise<void> {
    const modal = await open(who, about, button);
    await modal.fill(fields);
    const result = await modal.submit();
    if (!result.ok) throw new Error(JSON.stringify(result));
    await scene.app().settled();
    for (const left of as(who).modals()) await left.close();
  }

  async function press(who: string, words: string, button: string): Promise<void> {
    await as(who).press(message(who, words), button);
    await scene.app().settled();
  }

  return { form, ask, message, reads, open, answer, press };
}
