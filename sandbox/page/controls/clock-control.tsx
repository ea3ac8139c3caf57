import { Button, Menu, MenuItem, MenuTrigger, Popover, Separator, Text } from 'react-aria-components';
import { clock, formatDate } from '../date-format.ts';
import { ClockIcon } from '../icons.tsx';
import { ask, useStore } from '../store.ts';
import { useViewer } from '../viewer.ts';
import { destinationsFrom } from './destinations.ts';

const NOW = 'now';
/** Nearer than this, the clock counts as not moved. */
const SAME_MS = 60_000;

/** What time it is in the sandbox, and where the launcher allows it, the way to another time. */
export function ClockControl() {
  const viewer = useViewer();
  const isKnown = useStore((state) => state.me !== undefined);
  const canTravel = useStore((state) => state.controls?.clock.canTravel === true);
  const journey = useStore((state) => state.controls?.clock.journey);
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
        <Button className="sandbox-clock clock-button" isPending={journey !== undefined}>
          {journey ? <span className="spinner" /> : <ClockIcon />}
          <span className="visually-hidden">Clock: </span>
          <time>{face}</time>
        </Button>
        <Popover className="popover" placement="bottom end">
          <Destinations />
        </Popover>
      </MenuTrigger>
      {journey && (
        <progress
          className="journey"
          aria-label="The clock is on its way"
          max={1}
          value={(viewer.nowMs - journey.fromMs) / (journey.toMs - journey.fromMs || 1)}
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
          <Text slot="description">What was posted meanwhile keeps its time</Text>
        </MenuItem>
      )}
    </Menu>
  );
}
