import { Button, Menu, MenuItem, MenuTrigger, Popover, Text } from 'react-aria-components';
import { confirmed } from '../confirm.tsx';
import { useSurface } from '../forms/surface.tsx';
import { MoreIcon } from '../icons.tsx';
import { isLinkable } from '../mrkdwn/inline.ts';
import { Plain } from '../mrkdwn/render.tsx';
import type { ElementProps } from './element.tsx';

export function OverflowElement({ place }: ElementProps) {
  const surface = useSurface();
  const options = place.element.options ?? [];
  return (
    <MenuTrigger>
      <Button className="button icon-only" aria-label="More actions">
        <MoreIcon />
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu
          className="menu"
          onAction={(key) => {
            const option = options[Number(key)];
            if (option) confirmed(place.element.confirm, () => void surface.act(place, { selected_option: option }));
          }}
        >
          {options.map((option, index) => (
            <MenuItem
              key={option.value ?? option.text.text}
              id={String(index)}
              className="menu-item"
              textValue={option.text.text}
              {...(option.url && isLinkable(option.url)
                ? { href: option.url, target: '_blank', rel: 'noreferrer' }
                : {})}
            >
              <Text slot="label">
                <Plain text={option.text} />
              </Text>
              {option.description && (
                <Text slot="description">
                  <Plain text={option.description} />
                </Text>
              )}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
