import type { Suggestion } from './completion.ts';
import type { Completion } from './use-completion.ts';

const TITLES = { command: 'Commands', mention: 'People', channel: 'Channels', emoji: 'Emoji' } as const;

/** The list above the composer. The cursor stays in the text; the text field's keys move the selection here. */
export function CompletionList({
  id,
  completion,
  onPick,
}: {
  id: string;
  completion: Completion;
  onPick(suggestion: Suggestion): void;
}) {
  const title = TITLES[completion.prompt?.kind ?? 'command'];
  return (
    <div className="completion">
      <div className="completion-title" aria-hidden="true">
        {title}
        <span>
          <kbd>↑</kbd> <kbd>↓</kbd> to choose, <kbd>Tab</kbd> to insert
        </span>
      </div>
      <div id={id} role="listbox" aria-label={title}>
        {completion.suggestions.map((suggestion, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the text field handles the keys, see above
          <div
            key={suggestion.key}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === completion.active}
            className="completion-item"
            ref={(item) => {
              if (index === completion.active) item?.scrollIntoView({ block: 'nearest' });
            }}
            onMouseMove={() => completion.setActive(index)}
            // A click must not take the focus from the text.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onPick(suggestion)}
          >
            {suggestion.glyph && <span className="emoji">{suggestion.glyph}</span>}
            <span className="completion-name">{suggestion.title}</span>
            <span className="quiet">{suggestion.detail}</span>
          </div>
        ))}
      </div>
    </div>
  );
}
