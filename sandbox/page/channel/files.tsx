import type { StoredFile } from '../../src/protocol.ts';
import { FileIcon } from '../icons.tsx';

export function Files({ files }: { files: StoredFile[] }) {
  return (
    <ul className="files" aria-label="Files">
      {files.map((file) => (
        <li key={file.id}>{file.mimetype.startsWith('image/') ? <Picture file={file} /> : <Row file={file} />}</li>
      ))}
    </ul>
  );
}

function Picture({ file }: { file: StoredFile }) {
  return (
    <a href={file.url} target="_blank" rel="noreferrer noopener">
      <img className="image-full" src={file.url} alt={file.alt || file.title || file.name} loading="lazy" />
    </a>
  );
}

function Row({ file }: { file: StoredFile }) {
  return (
    <a className="file-row" href={file.url} target="_blank" rel="noreferrer noopener" download={file.name}>
      <FileIcon />
      <span>
        <strong>{file.title || file.name}</strong>
        <span className="quiet">
          {file.name} · {sizeOf(file.size)}
        </span>
      </span>
    </a>
  );
}

function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
