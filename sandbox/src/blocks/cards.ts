import { anyText, blockId, image, linkUrl, plainText } from './composition.ts';
import { button, contextActionElements } from './elements.ts';
import { layout } from './layout.ts';
import { limits } from './limits.ts';
import { richText } from './rich-text.ts';
import {
  anyOf,
  boolean,
  byType,
  type Check,
  type Fields,
  fault,
  into,
  kind,
  list,
  need,
  notBoth,
  oneOf,
  shape,
  string,
} from './rule.ts';
import { table } from './tables.ts';

/** Blocks that frame or group other blocks, and blocks for apps that show the work of a model. */

const icons =
  'archive book bookmark bot bug calendar call caret-left caret-right check clipboard code comment compass copy cube ' +
  'download edit email eye-closed eye-open file flag folder gear globe heart help image info key lightbulb link map ' +
  'mobile new-window pin plus refine refresh rocket save screen share sparkle star star-filled tag thumbs-down ' +
  'thumbs-up trash upload user warning';

const slackIcon = shape({ type: need(oneOf('icon')), name: need(oneOf(...icons.split(' '))) });

export const alert = kind('alert', {
  block_id: blockId,
  text: need(anyText(limits.alert.text)),
  level: oneOf('default', 'info', 'warning', 'error', 'success'),
});

export const card = kind(
  'card',
  {
    block_id: blockId,
    hero_image: image.rule,
    icon: image.rule,
    slack_icon: slackIcon,
    title: anyText(limits.card.title),
    subtitle: anyText(limits.card.subtitle),
    body: anyText(limits.card.body),
    subtext: anyText(limits.card.subtext),
    actions: list(byType([button]), limits.card.actions),
  },
  anyOf('hero_image', 'title', 'actions', 'body'),
  notBoth('icon', 'slack_icon'),
);

export const carousel = kind('carousel', {
  block_id: blockId,
  elements: need(list(byType([card]), limits.carousel.elements)),
});

const collapsesOnlyIfItMay: Check = (block, at) =>
  block.default_collapsed === true && block.is_collapsible !== true
    ? fault(into(at, 'default_collapsed'), '`default_collapsed` requires `is_collapsible`')
    : [];

export const container = kind(
  'container',
  {
    block_id: blockId,
    title: plainText(limits.container.title),
    rich_text_title: richText.rule,
    subtitle: anyText(limits.container.subtitle),
    child_blocks: need(list(byType([...layout, richText, table]), limits.container.childBlocks)),
    width: oneOf('narrow', 'standard', 'wide', 'full'),
    icon: image.rule,
    is_collapsible: boolean,
    default_collapsed: boolean,
    has_header_divider: boolean,
  },
  anyOf('title', 'rich_text_title'),
  collapsesOnlyIfItMay,
);

const task: Fields = {
  block_id: blockId,
  task_id: need(string({ min: 1 })),
  title: need(string({ min: 1 })),
  status: oneOf('pending', 'in_progress', 'complete', 'error'),
  details: richText.rule,
  output: richText.rule,
  sources: list(
    shape({ type: need(oneOf('url')), url: need(linkUrl(limits.urlSource.url)), text: need(string({ min: 1 })) }),
  ),
};

export const taskCard = kind('task_card', task);

/** Within a plan, the `type` of a task may be left out. */
export const plan = kind('plan', {
  block_id: blockId,
  title: need(string({ min: 1 })),
  tasks: list(shape({ type: oneOf('task_card'), ...task })),
});

export const contextActions = kind('context_actions', {
  block_id: blockId,
  elements: need(list(byType(contextActionElements), limits.contextActions.elements)),
});
