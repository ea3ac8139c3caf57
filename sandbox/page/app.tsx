import { useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { Announcer } from './announcer.tsx';
import { ChannelView } from './channel/channel.tsx';
import { ConfirmHost } from './confirm.tsx';
import { SidePanel } from './controls/panel.tsx';
import { usePanel } from './controls/panel-state.ts';
import { TaskLine } from './controls/tasks.tsx';
import { AppPlace } from './home.tsx';
import { ModalStack } from './modal/modal-stack.tsx';
import { Sidebar } from './sidebar.tsx';
import { useStore } from './store.ts';
import { Thread } from './thread.tsx';
import { Toasts } from './toasts.tsx';
import { TopBar } from './topbar.tsx';

export function App() {
  const [isMenuOpen, setMenuOpen] = useState(false);
  const place = useStore((state) => state.place);
  const thread = useStore((state) => state.thread);
  const me = useStore((state) => state.me);
  const hasPanel = usePanel() !== undefined;
  useTitle();
  return (
    <I18nProvider locale="en-US">
      <div
        className={`app ${thread ? 'with-thread' : ''} ${isMenuOpen ? 'menu-open' : ''} ${hasPanel ? 'with-panel' : ''}`}
      >
        <TopBar isMenuOpen={isMenuOpen} onMenu={() => setMenuOpen(!isMenuOpen)} />
        <ConnectionNote />
        <TaskLine />
        <div className="columns">
          <Sidebar onGo={() => setMenuOpen(false)} />
          {isMenuOpen && (
            <button
              type="button"
              className="menu-shade"
              aria-label="Close conversations"
              onClick={() => setMenuOpen(false)}
            />
          )}
          <main className="place">
            {me && place?.kind === 'channel' && <ChannelView key={`${me.id} ${place.id}`} id={place.id} />}
            {me && place?.kind === 'app' && <AppPlace key={`${me.id} ${place.id}`} id={place.id} tab={place.tab} />}
            {!me && <p className="empty">Connecting to the sandbox…</p>}
          </main>
          {me && thread && <Thread channel={thread.channel} ts={thread.ts} />}
        </div>
        <SidePanel />
        <ModalStack />
        <ConfirmHost />
        <Toasts />
        <Announcer />
      </div>
    </I18nProvider>
  );
}

function ConnectionNote() {
  const isLost = useStore((state) => state.connection === 'lost');
  return (
    <div role="status">{isLost && <p className="connection-note">The sandbox is not answering. Trying again…</p>}</div>
  );
}

function useTitle(): void {
  const unread = useStore((state) => state.channels.reduce((sum, { unread }) => sum + unread, 0));
  const name = useStore((state) => state.me?.realName ?? '');
  useEffect(() => {
    document.title = `${unread > 0 ? `(${unread}) ` : ''}${name ? `${name} · ` : ''}Sandbox`;
  }, [unread, name]);
}
