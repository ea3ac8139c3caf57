import { useContext } from 'react';
import { ComboBoxStateContext, Input } from 'react-aria-components';

/** The text field of a select. It belongs inside a ComboBox. */
export function ComboInput({ placeholder }: { placeholder: string }) {
  const state = useContext(ComboBoxStateContext);
  return (
    <Input
      className="input"
      placeholder={placeholder}
      // The list opens with the focus and closes when something scrolls, which is often the same click's doing. A click
      // means that the list is wanted; a frame later the scrolling is over.
      onClick={() => requestAnimationFrame(() => state?.open(null, 'manual'))}
    />
  );
}
