import { Collection, Header, ListBox, ListBoxItem, ListBoxSection, Popover, Text } from 'react-aria-components';
import { Plain } from '../mrkdwn/render.tsx';
import type { Choice, ChoiceSection } from './options.ts';

/** The list below a select; used inside a ComboBox. */
export function ChoiceList({ sections, note }: { sections: ChoiceSection[]; note: string }) {
  const shown = sections.map((section, index) => ({ ...section, key: `section-${index}` }));
  return (
    <Popover className="popover choice-popover">
      <ListBox
        className="choice-list"
        items={shown}
        renderEmptyState={() => <div className="choice-note">{note || 'Nothing found'}</div>}
      >
        {(section) =>
          section.label ? (
            <ListBoxSection id={section.key}>
              <Header className="choice-header">{section.label}</Header>
              <Collection items={section.choices}>{(choice) => <ChoiceItem choice={choice} />}</Collection>
            </ListBoxSection>
          ) : (
            <ListBoxSection id={section.key} aria-label="Options">
              <Collection items={section.choices}>{(choice) => <ChoiceItem choice={choice} />}</Collection>
            </ListBoxSection>
          )
        }
      </ListBox>
    </Popover>
  );
}

function ChoiceItem({ choice }: { choice: Choice }) {
  return (
    <ListBoxItem id={choice.key} textValue={choice.text} className="choice-item">
      <Text slot="label">
        <Plain text={{ text: choice.text }} />
      </Text>
      {choice.description && (
        <Text slot="description">
          <Plain text={{ text: choice.description }} />
        </Text>
      )}
    </ListBoxItem>
  );
}
