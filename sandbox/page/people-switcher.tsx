import { Button, Tooltip, TooltipTrigger } from 'react-aria-components';
import { Avatar, roleOf } from './avatar.tsx';
import { become, useStore } from './store.ts';

/** Everyone there is to play, one click each. A second window at `?as=` is a second person. */
export function PeopleSwitcher() {
  const people = useStore((state) => state.people);
  const me = useStore((state) => state.me);
  const playable = Object.values(people).filter(({ isBot, deleted }) => !isBot && !deleted);
  return (
    <section className="people" aria-label="People">
      <span className="people-label quiet" aria-hidden="true">
        Play
      </span>
      {playable.map((person) => {
        const isMe = person.id === me?.id;
        const name = person.realName || person.name;
        return (
          <TooltipTrigger key={person.id} delay={200} isDisabled={isMe}>
            <Button
              className={isMe ? 'person current' : 'person'}
              aria-pressed={isMe}
              aria-label={`${name} ${roleOf(person)}`}
              onPress={() => !isMe && become(person.id)}
            >
              <Avatar person={person} size="s" />
              {isMe && (
                <span className="person-text">
                  <strong>{name}</strong> <span className="quiet">{roleOf(person)}</span>
                </span>
              )}
            </Button>
            <Tooltip className="tooltip">
              {name} · {roleOf(person)}
            </Tooltip>
          </TooltipTrigger>
        );
      })}
    </section>
  );
}
