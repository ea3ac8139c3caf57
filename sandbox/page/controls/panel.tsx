import { Button, Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { CloseIcon, PulseIcon } from '../icons.tsx';
import { useStore } from '../store.ts';
import { FaultPanel } from './faults.tsx';
import { type Panel, showPanel, togglePanel, usePanel } from './panel-state.ts';
import { TrafficPanel } from './traffic.tsx';

/** In the top bar: opens the panel and shows the number of active faults. */
export function PanelButton() {
  const panel = usePanel();
  const broken = useStore((state) => state.controls?.faults.length ?? 0);
  const isThere = useStore((state) => state.controls !== undefined);
  if (!isThere) return null;
  return (
    <Button
      className="ghost panel-button"
      aria-label={broken > 0 ? `Faults and traffic, ${broken} active` : 'Faults and traffic'}
      aria-expanded={panel !== undefined}
      onPress={togglePanel}
    >
      <PulseIcon />
      {broken > 0 && <span className="panel-count">{broken}</span>}
    </Button>
  );
}

/** Next to the workspace, not part of it: the traffic between Slack and the app, and its faults. */
export function SidePanel() {
  const panel = usePanel();
  const isThere = useStore((state) => state.controls !== undefined);
  if (!panel || !isThere) return null;
  return (
    <aside className="panel" aria-label="Faults and traffic" data-react-aria-top-layer>
      <Tabs className="panel-tabs" selectedKey={panel} onSelectionChange={(key) => showPanel(key as Panel)}>
        <header className="panel-header">
          <TabList className="tabs" aria-label="Faults and traffic">
            <Tab id="faults">Faults</Tab>
            <Tab id="traffic">Traffic</Tab>
          </TabList>
          <Button className="ghost" aria-label="Close faults and traffic" onPress={() => showPanel(undefined)}>
            <CloseIcon />
          </Button>
        </header>
        <TabPanel id="faults" className="panel-body">
          <FaultPanel />
        </TabPanel>
        <TabPanel id="traffic" className="panel-body">
          <TrafficPanel />
        </TabPanel>
      </Tabs>
    </aside>
  );
}
