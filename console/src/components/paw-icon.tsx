export const PawIcon = () => (
  <svg viewBox="0 0 32 32" width="45%" height="45%" aria-hidden="true" focusable="false" fill="currentColor">
    <ellipse cx="16" cy="21.5" rx="7" ry="5.8" />
    <circle cx="6.5" cy="14.5" r="3.2" />
    <circle cx="12.2" cy="8.6" r="3.2" />
    <circle cx="19.8" cy="8.6" r="3.2" />
    <circle cx="25.5" cy="14.5" r="3.2" />
  </svg>
);
