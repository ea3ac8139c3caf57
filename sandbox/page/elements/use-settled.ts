import { useRef } from 'react';
import type { FieldValue } from '../blocks/kinds.ts';
import { confirmed } from '../confirm.tsx';
import { useSurface } from '../forms/surface.tsx';
import { dispatches, type ElementProps } from './element.tsx';

interface Settled {
  value: FieldValue;
  change(value: FieldValue): void;
  /** The person has finished for now: dispatch the action. */
  settle(): void;
}

/**
 * The value of a field that is typed piece by piece, where a year passes through 2, 20 and 202: the action is
 * dispatched when the person leaves the field with a new value.
 */
export function useSettled(props: ElementProps): Settled {
  const { place } = props;
  const surface = useSurface();
  const value = surface.value(place);
  const told = useRef(value);
  const latest = useRef(value);
  latest.current = value;
  const change = (next: FieldValue) => {
    latest.current = next;
    surface.setValue(place, next, false);
  };
  const settle = () => {
    const next = latest.current;
    if (!dispatches(props) || JSON.stringify(next) === JSON.stringify(told.current)) return;
    told.current = next;
    confirmed(place.element.confirm, () => surface.setValue(place, next, true));
  };
  return { value, change, settle };
}
