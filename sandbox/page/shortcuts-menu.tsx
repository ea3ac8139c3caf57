import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover, Text } from 'react-aria-components';
import { BoltIcon } from './icons.tsx';
import { ask, useStore } from './store.ts';

/** Global shortcuts of all apps, at the composer. */
export function ShortcutsMenu() {
  const apps = useStore((state) => state.apps);
  const offered = apps
    .map((app) => ({ app, shortcuts: app.shortcuts.filter(({ type }) => type === 'global') }))
    .filter(({ shortcuts }) => shortcuts.length > 0);
  return (
    <MenuTrigger>
      <Button className="ghost" aria-label="Shortcuts">
        <BoltIcon />
      </Button>
      <Popover className="popover" placement="top start">
        <Menu
          className="menu"
          renderEmptyState={() => <div className="choice-note">No app here has a global shortcut.</div>}
          onAction={(key) => {
            const [appId = '', callbackId = ''] = String(key).split('\n');
            void ask({ act: 'global_shortcut', appId, callbackId });
          }}
        >
          {offered.map(({ app, shortcuts }) => (
            <MenuSection key={app.id}>
              <Header className="choice-header">{app.name}</Header>
              {shortcuts.map(({ callbackId, name, description }) => (
                <MenuItem key={callbackId} id={`${app.id}\n${callbackId}`} className="menu-item" textValue={name}>
                  <Text slot="label">{name}</Text>
                  {description && <Text slot="description">{description}</Text>}
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
