import { Button, Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { CloseIcon, PulseIcon } from '../icons.tsx';
import { useStore } from '../store.ts';
import { type Panel, showPanel, togglePanel, usePanel } from './panel-state.ts';
import { TrafficPanel } from './traffic.tsx';
import { TroublePanel } from './trouble.tsx';

/** In the top bar: opens the panel, and shows from afar when something is broken. */
export function PanelButton() {
  const panel = usePanel();
  const broken = useStore((state) => state.controls?.troubles.length ?? 0);
  const isThere = useStore((state) => state.controls !== undefined);
  if (!isThere) return null;
  return (
    <Button
      className="ghost panel-button"
      aria-label={broken > 0 ? `Trouble and traffic, ${broken} active` : 'Trouble and traffic'}
      aria-expanded={panel !== undefined}
      onPress={togglePanel}
    >
      <PulseIcon />
      {broken > 0 && <span className="panel-count">{broken}</span>}
    </Button>
  );
}

/** Beside the workspace and no part of it: what passes between Slack and the app, and what goes wrong on the way. */
export function SidePanel() {
  const panel = usePanel();
  const isThere = useStore((state) => state.controls !== undefined);
  if (!panel || !isThere) return null;
  return (
    <aside className="panel" aria-label="Trouble and traffic" data-react-aria-top-layer>
      <Tabs className="panel-tabs" selectedKey={panel} onSelectionChange={(key) => showPanel(key as Panel)}>
        <header className="panel-header">
          <TabList className="tabs" aria-label="Trouble and traffic">
            <Tab id="trouble">Trouble</Tab>
            <Tab id="traffic">Traffic</Tab>
          </TabList>
          <Button className="ghost" aria-label="Close trouble and traffic" onPress={() => showPanel(undefined)}>
            <CloseIcon />
          </Button>
        </header>
        <TabPanel id="trouble" className="panel-body">
          <TroublePanel />
        </TabPanel>
        <TabPanel id="traffic" className="panel-body">
          <TrafficPanel />
        </TabPanel>
      </Tabs>
    </aside>
  );
}
