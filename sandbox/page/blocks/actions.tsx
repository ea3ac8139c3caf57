import type { ActionsBlock, ContextActionsBlock, FeedbackButtons, IconButton } from '@slack/types';
import { Button } from 'react-aria-components';
import { Element } from '../elements/element.tsx';
import { actionIdOf } from '../forms/fields.ts';
import { useSurface } from '../forms/surface.tsx';
import { useStore } from '../store.ts';
import type { PageElement } from './kinds.ts';

export function ActionsBlockView({ block, id }: { block: ActionsBlock; id: string }) {
  return (
    <div className="block block-actions">
      {block.elements.map((element, index) => {
        const actionId = actionIdOf(element, index);
        return (
          <Element key={actionId} place={{ blockId: id, actionId, element: element as PageElement }} naming={{}} />
        );
      })}
    </div>
  );
}

export function ContextActionsBlockView({ block, id }: { block: ContextActionsBlock; id: string }) {
  return (
    <div className="block block-actions">
      {block.elements.map((element, index) => {
        const actionId = actionIdOf(element, index);
        return element.type === 'feedback_buttons' ? (
          <Feedback key={actionId} element={element} blockId={id} actionId={actionId} />
        ) : (
          <Icon key={actionId} element={element} blockId={id} actionId={actionId} />
        );
      })}
    </div>
  );
}

function Feedback({ element, blockId, actionId }: { element: FeedbackButtons; blockId: string; actionId: string }) {
  const surface = useSurface();
  return [element.positive_button, element.negative_button].map((button, index) => (
    <Button
      key={button.value}
      className="button small"
      aria-label={button.accessibility_label ?? button.text.text}
      onPress={() =>
        void surface.act(
          { blockId, actionId, element: element as PageElement },
          { text: button.text, value: button.value },
        )
      }
    >
      {index === 0 ? '👍' : '👎'} {button.text.text}
    </Button>
  ));
}

function Icon({ element, blockId, actionId }: { element: IconButton; blockId: string; actionId: string }) {
  const surface = useSurface();
  const me = useStore((state) => state.me?.id ?? '');
  const seenBy = element.visible_to_user_ids;
  if (seenBy && seenBy.length > 0 && !seenBy.includes(me)) return null;
  return (
    <Button
      className="button small"
      aria-label={element.accessibility_label ?? element.text.text}
      onPress={() => void surface.act({ blockId, actionId, element: element as PageElement }, { value: element.value })}
    >
      {element.icon === 'trash' ? '🗑️ ' : ''}
      {element.text.text}
    </Button>
  );
}
