import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import { HalfIcon, MoonIcon, SunIcon } from './icons.tsx';

const ORDER = ['system', 'light', 'dark'] as const;
type Theme = (typeof ORDER)[number];
const KEY = 'sandbox-theme';
const WORDS = { system: 'system', light: 'light', dark: 'dark' } as const;

export function ThemeToggle() {
  const [theme, setTheme] = useState<Theme>(stored);
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    localStorage.setItem(KEY, theme);
  }, [theme]);
  const next = ORDER[(ORDER.indexOf(theme) + 1) % ORDER.length] ?? 'system';
  return (
    <Button
      className="ghost"
      aria-label={`Colours: ${WORDS[theme]}. Change to ${WORDS[next]}`}
      onPress={() => setTheme(next)}
    >
      {theme === 'system' ? <HalfIcon /> : theme === 'light' ? <SunIcon /> : <MoonIcon />}
    </Button>
  );
}

function stored(): Theme {
  return ORDER.find((theme) => theme === localStorage.getItem(KEY)) ?? 'system';
}
