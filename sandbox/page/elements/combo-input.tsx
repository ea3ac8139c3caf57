import { useContext } from 'react';
import { ComboBoxStateContext, Input } from 'react-aria-components';

/** The text field of a select; used inside a ComboBox. */
export function ComboInput({ placeholder }: { placeholder: string }) {
  const state = useContext(ComboBoxStateContext);
  return (
    <Input
      className="input"
      placeholder={placeholder}
      // The list opens on focus and closes when the page scrolls, which the same click often causes. So a click reopens
      // the list one frame later, after the scrolling.
      onClick={() => requestAnimationFrame(() => state?.open(null, 'manual'))}
    />
  );
}
