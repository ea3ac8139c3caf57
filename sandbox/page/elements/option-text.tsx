import type { Option } from '@slack/types';
import { BlockText, Plain } from '../mrkdwn/render.tsx';

export function OptionText({ option }: { option: Option }) {
  return (
    <span className="option-text">
      <BlockText text={option.text} />
      {option.description && (
        <span className="quiet">
          <Plain text={option.description} />
        </span>
      )}
    </span>
  );
}
