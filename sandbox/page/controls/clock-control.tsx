import { Button, Menu, MenuItem, MenuTrigger, Popover, Separator, Text } from 'react-aria-components';
import { clock, formatDate } from '../date-format.ts';
import { ClockIcon } from '../icons.tsx';
import { ask, useStore } from '../store.ts';
import { useViewer } from '../viewer.ts';
import { destinationsFrom } from './destinations.ts';

const NOW = 'now';
/** A smaller difference than this counts as not moved. */
const SAME_MS = 60_000;

/** The time in the sandbox and, if the launcher allows it, a menu to move it. */
export function ClockControl() {
  const viewer = useViewer();
  const isKnown = useStore((state) => state.me !== undefined);
  const canTravel = useStore((state) => state.controls?.clock.canTravel === true);
  const clockMove = useStore((state) => state.controls?.clock.clockMove);
  if (!isKnown) return null;
  const nowS = Math.floor(viewer.nowMs / 1000);
  const full = formatDate(nowS, '{date_long} at {time}', viewer) ?? '';
  const face = (
    <>
      <span className="clock-day">
        {new Intl.DateTimeFormat('en-US', {
          timeZone: viewer.timeZone,
          weekday: 'short',
          month: 'short',
          day: 'numeric',
        }).format(viewer.nowMs)}
      </span>{' '}
      {clock(viewer.nowMs, viewer.timeZone)}
    </>
  );
  if (!canTravel)
    return (
      <time className="sandbox-clock" title={`${full} (${viewer.timeZone})`}>
        {face}
      </time>
    );
  return (
    <>
      <MenuTrigger>
        <Button className="sandbox-clock clock-button" isPending={clockMove !== undefined}>
          {clockMove ? <span className="spinner" /> : <ClockIcon />}
          <span className="visually-hidden">Clock: </span>
          <time>{face}</time>
        </Button>
        <Popover className="popover" placement="bottom end">
          <Destinations />
        </Popover>
      </MenuTrigger>
      {clockMove && (
        <progress
          className="clock-move"
          aria-label="Moving the clock…"
          max={1}
          value={(viewer.nowMs - clockMove.fromMs) / (clockMove.toMs - clockMove.fromMs || 1)}
        />
      )}
    </>
  );
}

function Destinations() {
  const viewer = useViewer();
  const isMoved = Math.abs(viewer.nowMs - Date.now()) > SAME_MS;
  const destinations = destinationsFrom(viewer.nowMs, viewer.timeZone);
  const go = (id: string) => {
    const toMs = id === NOW ? Date.now() : destinations.find((each) => each.id === id)?.toMs;
    if (toMs !== undefined) void ask({ act: 'travel', toMs });
  };
  return (
    <Menu className="menu" aria-label="Move the clock" onAction={(key) => go(String(key))}>
      {destinations.map(({ id, label, toMs }) => (
        <MenuItem key={id} id={id} className="menu-item" textValue={label}>
          <Text slot="label">{label}</Text>
          <Text slot="description">{formatDate(toMs / 1000, '{date_long_pretty} at {time}', viewer)}</Text>
        </MenuItem>
      ))}
      {isMoved && <Separator />}
      {isMoved && (
        <MenuItem id={NOW} className="menu-item" textValue="Back to now">
          <Text slot="label">Back to now</Text>
          <Text slot="description">Messages posted in the meantime keep their time</Text>
        </MenuItem>
      )}
    </Menu>
  );
}
