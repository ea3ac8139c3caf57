import { Button } from 'react-aria-components';
import { ClockControl } from './controls/clock-control.tsx';
import { PanelButton } from './controls/panel.tsx';
import { MenuIcon } from './icons.tsx';
import { PeopleSwitcher } from './people-switcher.tsx';
import { ThemeToggle } from './theme-toggle.tsx';

export function TopBar({ isMenuOpen, onMenu }: { isMenuOpen: boolean; onMenu(): void }) {
  // Reachable while a modal is open, so that the person can be switched.
  return (
    <header className="topbar" data-react-aria-top-layer>
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
      <ClockControl />
      <PanelButton />
      <ThemeToggle />
    </header>
  );
}
