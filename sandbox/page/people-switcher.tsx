import { Button, type PressEvent, Tooltip, TooltipTrigger } from 'react-aria-components';
import type { Person } from '../src/protocol.ts';
import { Avatar, roleOf } from './avatar.tsx';
import { StatusMenu } from './status-menu.tsx';
import { become, useStore } from './store.ts';

/** Everyone a person can view the workspace as, one click each. */
export function PeopleSwitcher() {
  const people = useStore((state) => state.people);
  const me = useStore((state) => state.me);
  const playable = Object.values(people).filter(({ id, isBot, deleted }) => !isBot && (!deleted || id === me?.id));
  return (
    <section className="people" aria-label="People">
      <span className="people-label quiet" aria-hidden="true">
        View as
      </span>
      {playable.map((person) =>
        person.id === me?.id ? <StatusMenu key={person.id} me={person} /> : <Other key={person.id} person={person} />,
      )}
    </section>
  );
}

function Other({ person }: { person: Person }) {
  const name = person.realName || person.name;
  const press = ({ ctrlKey, metaKey }: PressEvent) => {
    if (!ctrlKey && !metaKey) return become(person.id);
    // A separate window, so that both people can be watched side by side.
    const url = new URL(location.href);
    url.searchParams.set('as', person.id);
    window.open(url);
  };
  return (
    <TooltipTrigger delay={200}>
      <Button className="person" aria-pressed={false} aria-label={`${name} ${roleOf(person)}`} onPress={press}>
        <Avatar person={person} size="s" />
      </Button>
      <Tooltip className="tooltip">
        {name} · {roleOf(person)}
        <br />
        <span className="tooltip-note">Ctrl-click to open a separate window</span>
      </Tooltip>
    </TooltipTrigger>
  );
}
