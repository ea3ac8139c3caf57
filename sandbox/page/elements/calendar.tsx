import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  CalendarHeading,
  Dialog,
  Popover,
} from 'react-aria-components';
import { CalendarIcon, LeftIcon, RightIcon } from '../icons.tsx';

export function CalendarButton() {
  return (
    <Button className="ghost tiny">
      <CalendarIcon />
    </Button>
  );
}

/** A month to pick a day from; used inside a DatePicker. */
export function CalendarPopover() {
  return (
    <Popover className="popover">
      <Dialog className="calendar-dialog">
        <Calendar className="calendar">
          <header>
            <Button slot="previous" className="ghost tiny">
              <LeftIcon />
            </Button>
            <CalendarHeading className="calendar-heading" />
            <Button slot="next" className="ghost tiny">
              <RightIcon />
            </Button>
          </header>
          <CalendarGrid>
            <CalendarGridHeader>{(day) => <CalendarHeaderCell>{day}</CalendarHeaderCell>}</CalendarGridHeader>
            <CalendarGridBody>{(date) => <CalendarCell date={date} className="calendar-cell" />}</CalendarGridBody>
          </CalendarGrid>
        </Calendar>
      </Dialog>
    </Popover>
  );
}
