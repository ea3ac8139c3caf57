import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { handOff, type Stage, setStage } from '../support/baton.ts';

describe.each(['socket', 'http'] as const)('over %s', (mode) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage({ mode });
  });
  afterAll(() => stage.close());

  test('a lead goes from the marketer to the seller who takes it', async () => {
    const card = await handOff(stage);
    expect(card.text).toContain('A demo next week');
    const sam = stage.slack.as('sam');
    sam.react(card, 'white_check_mark');
    const news = await stage.slack.as('mia').waitForMessage('dm', 'accepted this lead');
    expect(news.text).toContain('Jane Doe');
    await stage.settled();
    expect(card.fresh()?.text).toContain('has it since');
    console.log(
      card.fresh()?.text,
      card.fresh()?.buttons,
      sam.sees('#sales').map((m) => m.text),
      stage.slack.problems,
    );
  });
});
