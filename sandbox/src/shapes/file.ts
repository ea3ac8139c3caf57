import type { Json } from '../json.ts';
import { extensionOf, isReady } from '../state/files.ts';
import type { FileRecord } from '../state/records.ts';
import type { Store } from '../state/store.ts';

export const fileUrl = (url: string, file: FileRecord): string =>
  `${url}/files/${file.id}/${encodeURIComponent(file.name)}`;

const placesOf = (store: Store, file: FileRecord, kind: string): string[] => [
  ...new Set(file.shares.map((share) => share.channel).filter((id) => store.channels.get(id)?.kind === kind)),
];

/** A file in a message. Its type is empty until Slack has processed it. */
export function fileShape(store: Store, url: string, file: FileRecord): Json {
  const ready = isReady(file);
  const extension = extensionOf(file.name);
  const shares: Record<string, Json> = {};
  for (const share of file.shares) {
    const channel = store.channels.get(share.channel);
    const side = channel?.kind === 'channel' ? 'public' : 'private';
    const entry = {
      ts: share.ts,
      ...(share.threadTs ? { thread_ts: share.threadTs } : {}),
      channel_name: channel?.name ?? '',
      team_id: store.team.id,
      share_user_id: file.user,
    };
    const before = (shares[side]?.[share.channel] as Json[] | undefined) ?? [];
    shares[side] = { ...shares[side], [share.channel]: [...before, entry] };
  }
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    mimetype: ready ? file.mimetype : '',
    filetype: ready ? extension : '',
    pretty_type: ready ? extension.toUpperCase() : '',
    user: file.user,
    user_team: store.team.id,
    editable: false,
    size: file.bytes.length,
    mode: 'hosted',
    is_external: false,
    external_type: '',
    is_public: placesOf(store, file, 'channel').length > 0,
    public_url_shared: false,
    ...(file.alt ? { alt_txt: file.alt } : {}),
    display_as_bot: false,
    username: '',
    url_private: fileUrl(url, file),
    url_private_download: fileUrl(url, file),
    permalink: `https://${store.team.domain}.slack.com/files/${file.user}/${file.id}/${encodeURIComponent(file.name)}`,
    permalink_public: `https://slack-files.com/${store.team.id}-${file.id}`,
    shares,
    comments_count: 0,
  };
}

/** With the share lists that only the file methods return. */
export function fileInfo(store: Store, url: string, file: FileRecord): Json {
  return {
    ...fileShape(store, url, file),
    channels: placesOf(store, file, 'channel'),
    groups: placesOf(store, file, 'private'),
    ims: placesOf(store, file, 'im'),
  };
}
