import { useEffect, useMemo } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { AppInfo, Container, ShownView } from '../src/protocol.ts';
import { Avatar } from './avatar.tsx';
import { Blocks } from './blocks/blocks.tsx';
import { Conversation } from './channel/channel.tsx';
import { SurfaceOf, useForm } from './forms/form.tsx';
import { directMessageWith } from './state.ts';
import { ask, go, loadHistory, markRead, useStore } from './store.ts';

/** The page of an app: its home, its messages with the person, and its commands. */
export function AppPlace({ id, tab }: { id: string; tab: 'home' | 'messages' }) {
  const app = useStore((state) => state.apps.find((one) => one.id === id));
  const bot = useStore((state) => state.people[app?.botUserId ?? '']);
  const home = useStore((state) => state.homes[id]);
  if (!app) return <p className="empty">This app is not installed here.</p>;
  const head = (
    <>
      <h1>
        <Avatar person={bot} size="s" />
        {app.name}
      </h1>
      {!app.connected && <span className="badge warn">NOT CONNECTED</span>}
    </>
  );
  // An app without a home in its manifest only has messages.
  if (!app.hasHome)
    return (
      <div className="app-place">
        <header className="place-header">{head}</header>
        <div className="messages-panel">
          <AppMessages app={app} />
        </div>
      </div>
    );
  return (
    <Tabs
      className="app-place"
      selectedKey={tab}
      onSelectionChange={(key) => go({ kind: 'app', id, tab: key === 'messages' ? 'messages' : 'home' })}
    >
      <header className="place-header">
        {head}
        <TabList className="tabs" aria-label={app.name}>
          <Tab id="home">Home</Tab>
          <Tab id="messages">Messages</Tab>
        </TabList>
      </header>
      <TabPanel id="home" className="home-panel">
        {home ? (
          <HomeView key={home.id} view={home} />
        ) : (
          <p className="empty">{app.name} has not published a home for you yet. It hears now that you opened it.</p>
        )}
      </TabPanel>
      <TabPanel id="messages" className="messages-panel">
        <AppMessages app={app} />
      </TabPanel>
    </Tabs>
  );
}

function HomeView({ view }: { view: ShownView }) {
  const form = useForm();
  const container = useMemo<Container>(() => ({ type: 'view', viewId: view.id }), [view.id]);
  return (
    <div className="home">
      <SurfaceOf kind="home" container={container} blocks={view.blocks} form={form}>
        <Blocks blocks={view.blocks} />
      </SurfaceOf>
    </div>
  );
}

function AppMessages({ app }: { app: AppInfo }) {
  const me = useStore((state) => state.me?.id);
  const channel = useStore((state) => directMessageWith(state.channels, app.botUserId, me));
  const isLoaded = useStore((state) => (channel ? state.conversations[channel.id]?.loaded === true : false));
  const id = channel?.id;
  useEffect(() => {
    if (!id) void ask({ act: 'open_dm', user: app.botUserId });
    else if (!isLoaded) void loadHistory(id).then(() => markRead(id));
    else markRead(id);
  }, [id, isLoaded, app.botUserId]);
  return channel ? <Conversation channel={channel} /> : <p className="empty">Opening the conversation…</p>;
}
