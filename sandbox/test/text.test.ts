import { expect, test } from 'vitest';
import { emojiName } from '../src/state/emoji.ts';
import { manifestSchema } from '../src/state/manifest.ts';
import { createStore } from '../src/state/store.ts';
import { appText, typedText } from '../src/state/text.ts';
import { manifest, workspace } from './support/workspace.ts';

const store = createStore(workspace, manifestSchema.parse(manifest), { now: () => new Date(0) });
const id = (key: string): string => [...store.people.values()].find((each) => each.key === key)?.id ?? '';
const channel = [...store.channels.values()].find((each) => each.name === 'sales')?.id;
const group = [...store.groups.keys()][0];

test.each([
  ['a < b & c > d', 'a &lt; b &amp; c &gt; d'],
  ['hi @mia, and @unknown', `hi <@${id('mia')}>, and @unknown`],
  ['(@sam)', `(<@${id('sam')}>)`],
  ['see #sales or #nowhere', `see <#${channel}|sales> or #nowhere`],
  ['@sellers @here', `<!subteam^${group}|@sellers> <!here>`],
  ['go to https://acme.example/a?b=1&c=2.', 'go to <https://acme.example/a?b=1&amp;c=2>.'],
  ['write to mia@harbour.example', 'write to <mailto:mia@harbour.example|mia@harbour.example>'],
  ['<@U123> <!channel>', '&lt;@U123&gt; &lt;!channel&gt;'],
  ['<https://evil.example|Acme>', '&lt;<https://evil.example>|Acme&gt;'],
  ['https://a.example/@mia#sales', '<https://a.example/@mia#sales>'],
])('typed text is stored as in Slack: %s', (typed, stored) => {
  expect(typedText(store, typed)).toBe(stored);
});

test.each([
  ['a & b < c', 'a &amp; b &lt; c'],
  ['a &amp; b', 'a &amp; b'],
  ['<@U123> in <#C123> <!here> <https://a.example|A>', '<@U123> in <#C123> <!here> <https://a.example|A>'],
  ['<b>bold</b>', '&lt;b&gt;bold&lt;/b&gt;'],
  ['see https://a.example now', 'see <https://a.example> now'],
])('an app’s markup stays, and everything else is escaped: %s', (sent, stored) => {
  expect(appText(sent)).toBe(stored);
});

test.each([
  [':white_check_mark:', 'white_check_mark'],
  ['thumbsup', '+1'],
  ['+1::skin-tone-5', '+1::skin-tone-5'],
  ['+1::skin-tone-7', undefined],
  ['telephone_receiver', 'telephone_receiver'],
  ['nope', undefined],
])('emoji have Slack’s names: %s', (given, name) => {
  expect(emojiName(given)).toBe(name);
});
