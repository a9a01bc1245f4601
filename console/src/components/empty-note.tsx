import type { ReactNode } from 'react';

/** Nothing here yet: why, and what to do next. */
export const EmptyNote = ({ title, text, action }: { title: string; text?: string; action?: ReactNode }) => (
  <div className="empty-note">
    <svg width="72" height="56" viewBox="0 0 72 56" aria-hidden="true" focusable="false">
      <ellipse cx="36" cy="50" rx="30" ry="4" fill="var(--sand)" />
      <path d="M12 30h48l-5 16a4 4 0 0 1-4 3H21a4 4 0 0 1-4-3z" fill="var(--brand-soft)" stroke="var(--brand)" strokeWidth="1.6" />
      <path d="M16 30c2-8 9-12 20-12s18 4 20 12" fill="var(--sand)" stroke="var(--brand)" strokeWidth="1.6" />
      <g fill="var(--brand)">
        <ellipse cx="36" cy="41.5" rx="3.2" ry="2.6" />
        <circle cx="31.6" cy="38" r="1.5" />
        <circle cx="34.4" cy="35.8" r="1.5" />
        <circle cx="37.6" cy="35.8" r="1.5" />
        <circle cx="40.4" cy="38" r="1.5" />
      </g>
    </svg>
    <p className="empty-note-title">{title}</p>
    {text && <p className="empty-note-text">{text}</p>}
    {action}
  </div>
);
