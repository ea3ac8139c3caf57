import type { ReactNode } from 'react';

/** Line icons on a 20-pixel grid, drawn for this page. */
function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 20 20"
      width="20"
      height="20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

export const CloseIcon = () => (
  <Icon>
    <path d="M5 5l10 10M15 5L5 15" />
  </Icon>
);
export const CheckIcon = () => (
  <Icon>
    <path d="M4.5 10.5l3.5 3.5 7.5-8" />
  </Icon>
);
export const ClockIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="7" />
    <path d="M10 5.8V10l2.8 2" />
  </Icon>
);
export const PulseIcon = () => (
  <Icon>
    <path d="M2.5 10.5h3.2l2.2-6 4 11.5 2.3-5.5h3.3" />
  </Icon>
);
export const MenuIcon = () => (
  <Icon>
    <path d="M3 5.5h14M3 10h14M3 14.5h14" />
  </Icon>
);
export const MoreIcon = () => (
  <Icon>
    <circle cx="4.5" cy="10" r=".9" fill="currentColor" />
    <circle cx="10" cy="10" r=".9" fill="currentColor" />
    <circle cx="15.5" cy="10" r=".9" fill="currentColor" />
  </Icon>
);
export const ReplyIcon = () => (
  <Icon>
    <path d="M4 4.5h12a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1H9l-4 3v-3H4a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1z" />
  </Icon>
);
export const SmileIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="7.2" />
    <path d="M7 11.5c.7 1.2 1.8 1.8 3 1.8s2.3-.6 3-1.8M7.5 7.7v.1M12.5 7.7v.1" />
  </Icon>
);
export const BoltIcon = () => (
  <Icon>
    <path d="M11 2.5L4.5 11.5H9.5L8.8 17.5L15.5 8.5H10.5z" />
  </Icon>
);
export const SendIcon = () => (
  <Icon>
    <path d="M3.5 3.8l13.5 6.2-13.5 6.2 1.8-6.2zM5.3 10H11" />
  </Icon>
);
export const PlusIcon = () => (
  <Icon>
    <path d="M10 4v12M4 10h12" />
  </Icon>
);
export const ClipIcon = () => (
  <Icon>
    <path d="M15.5 9.5l-5.8 5.8a3.3 3.3 0 0 1-4.7-4.7l6.2-6.2a2.2 2.2 0 0 1 3.1 3.1l-6.1 6.1a1 1 0 0 1-1.5-1.5l5.5-5.5" />
  </Icon>
);
export const ChevronIcon = () => (
  <Icon>
    <path d="M6 8l4 4 4-4" />
  </Icon>
);
export const LeftIcon = () => (
  <Icon>
    <path d="M12 5l-5 5 5 5" />
  </Icon>
);
export const RightIcon = () => (
  <Icon>
    <path d="M8 5l5 5-5 5" />
  </Icon>
);
export const HashIcon = () => (
  <Icon>
    <path d="M8 3.5L6.5 16.5M13.5 3.5L12 16.5M4 7.5h13M3 12.5h13" />
  </Icon>
);
export const LockIcon = () => (
  <Icon>
    <rect x="4.5" y="9" width="11" height="7.5" rx="1.5" />
    <path d="M7 9V6.5a3 3 0 0 1 6 0V9" />
  </Icon>
);
export const EyeIcon = () => (
  <Icon>
    <path d="M2.5 10s2.8-5 7.5-5 7.5 5 7.5 5-2.8 5-7.5 5-7.5-5-7.5-5z" />
    <circle cx="10" cy="10" r="2.2" />
  </Icon>
);
export const FileIcon = () => (
  <Icon>
    <path d="M5 2.8h6.5l3.5 3.5v11H5zM11.5 2.8v3.5H15" />
  </Icon>
);
export const CalendarIcon = () => (
  <Icon>
    <rect x="3.5" y="4.5" width="13" height="12" rx="1.5" />
    <path d="M3.5 8.5h13M7 3v3M13 3v3" />
  </Icon>
);
export const SunIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="3.2" />
    <path d="M10 2.5v2M10 15.5v2M2.5 10h2M15.5 10h2M4.7 4.7l1.4 1.4M13.9 13.9l1.4 1.4M4.7 15.3l1.4-1.4M13.9 6.1l1.4-1.4" />
  </Icon>
);
export const MoonIcon = () => (
  <Icon>
    <path d="M16 11.5A6.5 6.5 0 0 1 8.5 4a6.5 6.5 0 1 0 7.5 7.5z" />
  </Icon>
);
export const HalfIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="6.8" />
    <path d="M10 3.2v13.6a6.8 6.8 0 0 0 0-13.6z" fill="currentColor" />
  </Icon>
);
export const WarnIcon = () => (
  <Icon>
    <path d="M10 3.2l7.2 12.8H2.8zM10 8.2v3.6M10 13.9v.1" />
  </Icon>
);
export const PeopleIcon = () => (
  <Icon>
    <circle cx="7.5" cy="7" r="2.7" />
    <path d="M2.5 16c.3-3 2.3-4.7 5-4.7s4.7 1.7 5 4.7M12.5 4.6a2.7 2.7 0 0 1 0 4.8M14.3 11.8c1.9.6 3 2.1 3.2 4.2" />
  </Icon>
);
