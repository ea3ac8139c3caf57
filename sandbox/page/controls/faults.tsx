import { type ReactNode, useState } from 'react';
import { Button } from 'react-aria-components';
import type { FaultSpec } from '../../src/protocol.ts';
import { ask, useStore } from '../store.ts';
import { NumberField, SelectField } from './fields.tsx';

/** Starts faults, and lists the active ones. */
export function FaultPanel() {
  return (
    <>
      <ActiveFaultList />
      <CallFaultForm />
      <SlackFaultForm />
      <EventFaultForm />
      <WorkspaceFaultForm />
    </>
  );
}

const start = (fault: FaultSpec) => void ask({ act: 'start_fault', fault });

function ActiveFaultList() {
  const faults = useStore((state) => state.controls?.faults ?? NONE);
  return (
    <section className="panel-section active-faults" aria-label="Active now">
      <div className="panel-title">
        <h2>Active now</h2>
        {faults.length > 0 && (
          <Button className="button small" onPress={() => void ask({ act: 'clear_faults' })}>
            Clear all
          </Button>
        )}
      </div>
      {faults.length === 0 && <p className="quiet">No faults. Slack works normally.</p>}
      <ul>
        {faults.map(({ id, text }) => (
          <li key={id || text} className="fault">
            <span>{text}</span>
            {id && (
              <Button
                className="button small"
                aria-label={`End: ${text}`}
                onPress={() => void ask({ act: 'lift_fault', faultId: id })}
              >
                End
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

const NONE: never[] = [];

type CallFault = 'rate_limited' | 'rate_limited_untold' | '500' | '500_stored' | 'html' | 'hang';

const CALL_FAULTS: { value: CallFault; label: string }[] = [
  { value: 'rate_limited', label: '429 with Retry-After' },
  { value: 'rate_limited_untold', label: '429 without Retry-After' },
  { value: '500', label: '500, without effect' },
  { value: '500_stored', label: '500, after taking effect' },
  { value: 'html', label: 'HTML page with status 200' },
  { value: 'hang', label: 'No answer' },
];

function faultOf(kind: CallFault, retryAfter: number): Extract<FaultSpec, { kind: 'calls' }>['fault'] {
  switch (kind) {
    case 'rate_limited':
      return { kind: 'rate_limited', retryAfter };
    case 'rate_limited_untold':
      return { kind: 'rate_limited', retryAfter: 'none' };
    case '500':
      return { kind: 'status', status: 500 };
    case '500_stored':
      return { kind: 'status', status: 500, stored: true };
    case 'html':
      return { kind: 'html' };
    case 'hang':
      return { kind: 'hang' };
  }
}

function CallFaultForm() {
  const methods = useStore((state) => state.controls?.methods ?? NONE);
  const [fault, setFault] = useState<CallFault>('rate_limited');
  const [method, setMethod] = useState('chat.postMessage');
  const [times, setTimes] = useState(1);
  const [retryAfter, setRetryAfter] = useState(3);
  const everyMethod = { value: '', label: 'Any method' };
  return (
    <Group title="The app’s next calls">
      <SelectField<CallFault> label="Answer" options={CALL_FAULTS} value={fault} onChange={setFault} />
      <SelectField
        label="Method"
        options={[everyMethod, ...methods.map((each) => ({ value: each, label: each }))]}
        value={method}
        onChange={setMethod}
      />
      <div className="panel-row">
        <NumberField label="Calls" value={times} most={1000} onChange={setTimes} />
        {fault === 'rate_limited' && (
          <NumberField label="Retry-After, seconds" value={retryAfter} most={3600} onChange={setRetryAfter} />
        )}
        <Button
          className="button"
          onPress={() => start({ kind: 'calls', times, method, fault: faultOf(fault, retryAfter) })}
        >
          Fail the next {times === 1 ? 'call' : `${times} calls`}
        </Button>
      </div>
    </Group>
  );
}

function SlackFaultForm() {
  const isSocket = useStore((state) => state.apps.some(({ connected }) => connected));
  return (
    <Group title="Slack itself">
      <div className="panel-buttons">
        <StartButton fault={{ kind: 'down' }}>Take Slack down</StartButton>
        <StartButton fault={{ kind: 'auth', error: 'invalid_auth' }}>Invalidate the token (invalid_auth)</StartButton>
        <StartButton fault={{ kind: 'auth', error: 'token_revoked' }}>Revoke the token</StartButton>
        <StartButton fault={{ kind: 'drop_sockets', reason: 'abrupt' }} isDisabled={!isSocket}>
          Cut the sockets
        </StartButton>
        <StartButton fault={{ kind: 'drop_sockets', reason: 'warning' }} isDisabled={!isSocket}>
          Announce a disconnect
        </StartButton>
        <StartButton fault={{ kind: 'sockets_frozen' }}>Freeze the sockets</StartButton>
        <StartButton fault={{ kind: 'sockets_refused' }}>Refuse new sockets</StartButton>
      </div>
    </Group>
  );
}

function EventFaultForm() {
  const [copies, setCopies] = useState(4);
  const [late, setLate] = useState(5);
  return (
    <Group title="Events">
      <div className="panel-row">
        <NumberField label="Copies of each" value={copies} most={20} onChange={setCopies} />
        <StartButton fault={{ kind: 'duplicates', copies }}>Send copies</StartButton>
      </div>
      <div className="panel-row">
        <NumberField label="Seconds late" value={late} most={3600} onChange={setLate} />
        <StartButton fault={{ kind: 'late', lateMs: late * 1000 }}>Send late</StartButton>
      </div>
    </Group>
  );
}

function WorkspaceFaultForm() {
  const channels = useStore((state) => state.channels);
  const people = useStore((state) => state.people);
  const open = channels.filter(({ kind, isArchived }) => kind !== 'im' && !isArchived);
  const active = Object.values(people).filter(({ isBot, deleted }) => !isBot && !deleted);
  const [channel, setChannel] = useState('');
  const [person, setPerson] = useState('');
  const chosenChannel = open.find(({ id }) => id === channel) ?? open[0];
  const chosenPerson = active.find(({ id }) => id === person) ?? active[0];
  return (
    <Group title="Channels and people">
      <div className="panel-row">
        <SelectField
          label="Channel"
          options={open.map(({ id, name }) => ({ value: id, label: `#${name}` }))}
          value={chosenChannel?.id ?? ''}
          onChange={setChannel}
        />
        <StartButton fault={{ kind: 'archive', channel: chosenChannel?.id ?? '' }} isDisabled={!chosenChannel}>
          Archive
        </StartButton>
      </div>
      <div className="panel-row">
        <SelectField
          label="Person"
          options={active.map(({ id, name, realName }) => ({ value: id, label: realName || name }))}
          value={chosenPerson?.id ?? ''}
          onChange={setPerson}
        />
        <StartButton fault={{ kind: 'deactivate', person: chosenPerson?.id ?? '' }} isDisabled={!chosenPerson}>
          Deactivate
        </StartButton>
      </div>
    </Group>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="panel-section">
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}

function StartButton({
  fault,
  isDisabled = false,
  children,
}: {
  fault: FaultSpec;
  isDisabled?: boolean;
  children: ReactNode;
}) {
  return (
    <Button className="button" isDisabled={isDisabled} onPress={() => start(fault)}>
      {children}
    </Button>
  );
}
