/** The paw. */
export const BrandMark = ({ size = 32 }: { size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <rect width="32" height="32" rx="9" fill="var(--brand)" />
    <g fill="#fff">
      <ellipse cx="16" cy="20.5" rx="6" ry="5" />
      <circle cx="8.5" cy="14.5" r="2.6" />
      <circle cx="13" cy="9.8" r="2.6" />
      <circle cx="19" cy="9.8" r="2.6" />
      <circle cx="23.5" cy="14.5" r="2.6" />
    </g>
  </svg>
);
