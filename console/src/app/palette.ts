/** The one place for colours; the same as the mini-program's. Text on its ground has a contrast of 4.5:1 or more. */
export const palette = {
  ink: '#2d231e',
  inkSoft: '#65564b',
  inkFaint: '#7b6b5f',
  paper: '#ffffff',
  cream: '#faf5ee',
  sand: '#f2e9dd',
  line: '#e9dfd2',
  brand: '#b5482a',
  brandDeep: '#8f361d',
  brandSoft: '#fbece4',
  leaf: '#2c6a4c',
  leafSoft: '#e6f2ea',
  sun: '#855400',
  sunSoft: '#fdf2d9',
  rose: '#a8322d',
  roseSoft: '#fbe8e6',
  slate: '#41566b',
  slateSoft: '#e9eef3',
} as const;

/** Gives the palette to the style sheet as `--brand`, `--ink-soft`, … */
export const applyPalette = (root: HTMLElement): void => {
  for (const [name, colour] of Object.entries(palette)) {
    root.style.setProperty(`--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, colour);
  }
};
