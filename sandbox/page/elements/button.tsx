import { useState } from 'react';
import { Button, Link } from 'react-aria-components';
import { confirmed } from '../confirm.tsx';
import { useSurface } from '../forms/surface.tsx';
import { followed } from '../jump.ts';
import { isLinkable } from '../mrkdwn/inline.ts';
import { Plain } from '../mrkdwn/render.tsx';
import { messageAddress } from '../permalink.ts';
import { useStore } from '../store.ts';
import type { ElementProps } from './element.tsx';

export function ButtonElement({ place }: ElementProps) {
  const surface = useSurface();
  const domain = useStore((state) => state.workspace.domain);
  const [pending, setPending] = useState(false);
  const { element } = place;
  const text = element.text ?? { type: 'plain_text', text: '' };
  const className = `button ${element.style ?? ''}`;

  const send = async () => {
    setPending(true);
    await surface.act(place, { text, value: element.value });
    setPending(false);
  };
  const press = () => confirmed(element.confirm, () => void send());

  const leadsAway = element.url && isLinkable(element.url) && !messageAddress(element.url, domain);
  if (leadsAway && !element.confirm) {
    return (
      <Link
        className={className}
        href={element.url}
        target="_blank"
        rel="noreferrer noopener"
        aria-label={element.accessibility_label}
        onPress={press}
      >
        <Plain text={text} />
      </Link>
    );
  }
  return (
    <Button
      className={className}
      isPending={pending}
      aria-label={element.accessibility_label}
      onPress={() => {
        if (!element.url) return press();
        confirmed(element.confirm, () => {
          if (!followed(element.url ?? '')) window.open(element.url, '_blank', 'noopener,noreferrer');
          void send();
        });
      }}
    >
      <Plain text={text} />
      {pending && <span className="spinner" />}
    </Button>
  );
}

/** A workflow's link trigger cannot run here; the button says so. */
export function WorkflowButtonElement({ place }: ElementProps) {
  const text = place.element.text ?? { type: 'plain_text', text: 'Workflow' };
  return (
    <Button
      className={`button ${place.element.style ?? ''}`}
      isDisabled
      aria-label={`${text.text} (workflows do not run in the sandbox)`}
    >
      <Plain text={text} />
    </Button>
  );
}
