import { useId, useState } from 'react';
import { Button, FileTrigger } from 'react-aria-components';
import type { StoredFile } from '../../src/protocol.ts';
import { useSurface } from '../forms/surface.tsx';
import { ClipIcon, CloseIcon } from '../icons.tsx';
import { upload } from '../upload.ts';
import { dispatches, type ElementProps } from './element.tsx';

export function FileInputElement(props: ElementProps) {
  const { place, naming } = props;
  const { element } = place;
  const surface = useSurface();
  const [busy, setBusy] = useState(false);
  const id = useId();
  const files = (surface.value(place).files as StoredFile[] | undefined) ?? [];
  const max = element.max_files ?? 10;
  const set = (next: StoredFile[]) => surface.setValue(place, { type: element.type, files: next }, dispatches(props));

  const add = async (chosen: FileList | null) => {
    setBusy(true);
    const stored = await Promise.all([...(chosen ?? [])].slice(0, max - files.length).map(upload));
    setBusy(false);
    set([...files, ...stored.filter((file) => file !== undefined)]);
  };

  return (
    <div className="field file-input">
      {files.map((file) => (
        <span key={file.id} className="tag">
          {file.name}
          <Button aria-label={`Remove ${file.name}`} onPress={() => set(files.filter(({ id }) => id !== file.id))}>
            <CloseIcon />
          </Button>
        </span>
      ))}
      {files.length < max && (
        <FileTrigger
          allowsMultiple={max > 1}
          acceptedFileTypes={element.filetypes?.map((type) => `.${type}`)}
          onSelect={(chosen) => void add(chosen)}
        >
          <Button
            id={id}
            className="button"
            aria-labelledby={`${naming['aria-labelledby'] ?? ''} ${id}`.trim()}
            aria-describedby={naming['aria-describedby']}
            isPending={busy}
          >
            <ClipIcon /> {busy ? 'Uploading…' : max > 1 ? 'Add files' : 'Add a file'}
          </Button>
        </FileTrigger>
      )}
    </div>
  );
}
