import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import type { Container, ViewState } from '../../src/protocol.ts';
import type { FieldValue } from '../blocks/kinds.ts';
import { ask } from '../store.ts';
import { type Place, type Surface, SurfaceContext } from './surface.tsx';
import { initialValue, readValues } from './values.ts';

export interface Form {
  /** The person's changes; all other values are as the app sent them. */
  touched: ViewState;
  /** The current values, for code that runs after the render that created it. */
  latest(): ViewState;
  touch(place: Place, value: FieldValue): void;
}

/** Typed values, which survive every update of their blocks. */
export function useForm(): Form {
  const [touched, setTouched] = useState<ViewState>({});
  const ref = useRef(touched);
  const latest = useCallback(() => ref.current, []);
  const touch = useCallback(({ blockId, actionId }: Place, value: FieldValue) => {
    ref.current = { ...ref.current, [blockId]: { ...ref.current[blockId], [actionId]: value } };
    setTouched(ref.current);
  }, []);
  return useMemo(() => ({ touched, latest, touch }), [touched, latest, touch]);
}

interface SurfaceProps {
  kind: Surface['kind'];
  container: Container;
  channel?: string;
  blocks: readonly unknown[];
  form: Form;
  errors?: Record<string, string>;
  submit?(): void;
  children: ReactNode;
}

const NO_ERRORS = {};

/** Draws interactive blocks. */
export function SurfaceOf(props: SurfaceProps) {
  const { kind, container, channel, blocks, form, errors = NO_ERRORS, submit, children } = props;
  const surface = useMemo<Surface>(() => {
    const act: Surface['act'] = ({ blockId, actionId, element }, extra) =>
      ask({
        act: 'block_action',
        container,
        action: { type: element.type, block_id: blockId, action_id: actionId, ...extra },
        state: readValues(blocks, form.latest(), channel),
      });
    return {
      kind,
      container,
      channel,
      errors,
      submit,
      act,
      value: ({ blockId, actionId, element }) => {
        const mine = form.touched[blockId]?.[actionId];
        return mine?.type === element.type ? mine : initialValue(element, channel);
      },
      setValue: (place, value, tell) => {
        form.touch(place, value);
        if (tell) void act(place, value);
      },
    };
  }, [kind, container, channel, blocks, form, errors, submit]);
  return <SurfaceContext value={surface}>{children}</SurfaceContext>;
}
