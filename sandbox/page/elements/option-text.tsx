import type { Option } from '@slack/types';
import { BlockText, Plain } from '../mrkdwn/render.tsx';

export function OptionText({ option }: { option: Option }) {
  return (
    <span className="option-text">
      {/* One item of the grid, whatever its emoji and text. */}
      <span>
        <BlockText text={option.text} />
      </span>
      {option.description && (
        <span className="quiet">
          <Plain text={option.description} />
        </span>
      )}
    </span>
  );
}
