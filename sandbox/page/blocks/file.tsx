import type { FileBlock } from '@slack/types';
import { FileIcon } from '../icons.tsx';

/** A remote file: the sandbox knows only its id. */
export function FileBlockView({ block }: { block: FileBlock }) {
  return (
    <div className="block file-row">
      <FileIcon />
      <span>{block.external_id}</span>
    </div>
  );
}
