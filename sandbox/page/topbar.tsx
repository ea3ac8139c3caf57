import { Button } from 'react-aria-components';
import { formatDate } from './date-format.ts';
import { MenuIcon } from './icons.tsx';
import { PeopleSwitcher } from './people-switcher.tsx';
import { useStore } from './store.ts';
import { ThemeToggle } from './theme-toggle.tsx';
import { useViewer } from './viewer.ts';

export function TopBar({ isMenuOpen, onMenu }: { isMenuOpen: boolean; onMenu(): void }) {
  return (
    <header className="topbar">
      <Button
        className="ghost menu-button"
        aria-label={isMenuOpen ? 'Close conversations' : 'Open conversations'}
        aria-expanded={isMenuOpen}
        onPress={onMenu}
      >
        <MenuIcon />
      </Button>
      <div className="brand">
        <span className="brand-mark" aria-hidden="true" />
        <span>
          <strong>Sandbox</strong>
          <span className="brand-note">This is a local sandbox, not Slack</span>
        </span>
      </div>
      <PeopleSwitcher />
      <SandboxClock />
      <ThemeToggle />
    </header>
  );
}

/** What time the sandbox thinks it is, in the zone of the person; it may be far from the clock on the wall. */
function SandboxClock() {
  const viewer = useViewer();
  const isKnown = useStore((state) => state.me !== undefined);
  if (!isKnown) return null;
  const nowS = Math.floor(viewer.nowMs / 1000);
  return (
    <time className="sandbox-clock" title={formatDate(nowS, `{date_long} at {time} (${viewer.timeZone})`, viewer)}>
      {new Intl.DateTimeFormat('en-US', { timeZone: viewer.timeZone, weekday: 'short' }).format(viewer.nowMs)}{' '}
      {formatDate(nowS, '{time}', viewer)}
    </time>
  );
}
