import type { InputBlock } from '@slack/types';
import { useId } from 'react';
import { Element } from '../elements/element.tsx';
import { actionIdOf } from '../forms/fields.ts';
import { useSurface } from '../forms/surface.tsx';
import { Plain } from '../mrkdwn/render.tsx';
import type { PageElement } from './kinds.ts';

export function InputBlockView({ block, id }: { block: InputBlock; id: string }) {
  const own = useId();
  const error = useSurface().errors[id];
  const labelId = `${own}-label`;
  const hintId = `${own}-hint`;
  const errorId = `${own}-error`;
  const describedBy = [block.hint && hintId, error && errorId].filter(Boolean).join(' ');
  return (
    <div className={error ? 'block block-input invalid' : 'block block-input'} data-block-id={id}>
      <label id={labelId} className="input-label" htmlFor={`${own}-field`}>
        <Plain text={block.label} />
        {block.optional && <span className="quiet"> (optional)</span>}
      </label>
      <Element
        place={{ blockId: id, actionId: actionIdOf(block.element), element: block.element as PageElement }}
        input={{ dispatches: block.dispatch_action === true, optional: block.optional === true }}
        naming={{
          id: `${own}-field`,
          'aria-labelledby': labelId,
          'aria-describedby': describedBy || undefined,
          isInvalid: error !== undefined,
          isRequired: block.optional !== true,
        }}
      />
      {error && (
        <p id={errorId} className="field-error">
          {error}
        </p>
      )}
      {block.hint && (
        <p id={hintId} className="field-hint">
          <Plain text={block.hint} />
        </p>
      )}
    </div>
  );
}
