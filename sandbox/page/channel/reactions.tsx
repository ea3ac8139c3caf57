import { Button, Tooltip, TooltipTrigger } from 'react-aria-components';
import type { Message, Reaction } from '../../src/protocol.ts';
import { EmojiButton } from '../emoji-picker.tsx';
import { EmojiGlyph } from '../mrkdwn/leaves.tsx';
import { ask, currentState, useStore } from '../store.ts';

/** Adds or removes my reaction. */
export function toggleReaction(message: Message, name: string): void {
  const me = currentState().me?.id ?? '';
  const mine = message.reactions.find((reaction) => reaction.name === name)?.users.includes(me);
  void ask({ act: mine ? 'unreact' : 'react', channel: message.channel, ts: message.ts, name });
}

export function Reactions({ message }: { message: Message }) {
  if (message.reactions.length === 0) return null;
  return (
    <div className="reactions">
      {message.reactions.map((reaction) => (
        <ReactionButton key={reaction.name} message={message} reaction={reaction} />
      ))}
      <EmojiButton
        label="Add reaction"
        className="reaction reaction-add"
        onPick={(name) => toggleReaction(message, name)}
      />
    </div>
  );
}

function ReactionButton({ message, reaction }: { message: Message; reaction: Reaction }) {
  const people = useStore((state) => state.people);
  const me = useStore((state) => state.me?.id ?? '');
  const mine = reaction.users.includes(me);
  const names = reaction.users.map((id) => (id === me ? 'You' : people[id]?.realName || people[id]?.name || 'Someone'));
  const who = new Intl.ListFormat('en').format(names);
  const [base = '', tone] = reaction.name.split('::skin-tone-');
  return (
    <TooltipTrigger delay={300}>
      <Button
        className={mine ? 'reaction mine' : 'reaction'}
        aria-pressed={mine}
        aria-label={`${base.replaceAll('_', ' ')}: ${reaction.users.length}, ${who}`}
        onPress={() => toggleReaction(message, reaction.name)}
      >
        <EmojiGlyph name={base} tone={tone ? Number(tone) : undefined} />
        <span className="reaction-count">{reaction.users.length}</span>
      </Button>
      <Tooltip className="tooltip">
        {who} reacted with :{base}:
      </Tooltip>
    </TooltipTrigger>
  );
}
