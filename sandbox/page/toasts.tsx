import { useEffect } from 'react';
import { Button } from 'react-aria-components';
import { CloseIcon, WarnIcon } from './icons.tsx';
import type { Toast } from './state.ts';
import { change, useStore } from './store.ts';

const SHOWN_MS = { info: 5_000, error: 12_000 } as const;

/** Errors and confirmations of actions that have no place on the screen. */
export function Toasts() {
  const toasts = useStore((state) => state.toasts);
  return (
    <section className="toasts" aria-label="Notices">
      <div role="status" aria-live="polite">
        {toasts.map((toast) => (
          <ToastView key={toast.id} toast={toast} />
        ))}
      </div>
    </section>
  );
}

function ToastView({ toast }: { toast: Toast }) {
  const { id, level, text } = toast;
  useEffect(() => {
    const timer = setTimeout(() => change({ type: 'toast_gone', id }), SHOWN_MS[level]);
    return () => clearTimeout(timer);
  }, [id, level]);
  return (
    <div className={`toast toast-${level}`}>
      {level === 'error' && <WarnIcon />}
      <span>{text}</span>
      <Button className="ghost tiny" aria-label="Dismiss" onPress={() => change({ type: 'toast_gone', id })}>
        <CloseIcon />
      </Button>
    </div>
  );
}
