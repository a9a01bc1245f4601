/** Drawn faces, so that pages under test have pictures without any file. */
const face = (fur: string, inner: string, ears: string, ground: string) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400">
<rect width="400" height="400" fill="${ground}"/><circle cx="200" cy="470" r="190" fill="${fur}"/>${ears}
<ellipse cx="200" cy="215" rx="118" ry="104" fill="${fur}"/><ellipse cx="200" cy="252" rx="60" ry="48" fill="${inner}"/>
<circle cx="156" cy="200" r="15" fill="#2d231e"/><circle cx="244" cy="200" r="15" fill="#2d231e"/><circle cx="161" cy="195" r="5" fill="#fff"/><circle cx="249" cy="195" r="5" fill="#fff"/>
<path d="M184 232q16-10 32 0-4 18-16 20-12-2-16-20z" fill="#5a3a2e"/><path d="M200 252v14m0 0q-16 16-32 2m32-2q16 16 32 2" stroke="#5a3a2e" stroke-width="6" fill="none" stroke-linecap="round"/></svg>`;

const pointed = (fur: string, inner: string) =>
  `<path d="M96 190 100 78l86 52z" fill="${fur}"/><path d="M304 190 300 78l-86 52z" fill="${fur}"/><path d="M114 150l2-44 40 26z" fill="${inner}"/><path d="M286 150l-2-44-40 26z" fill="${inner}"/>`;
const floppy = (fur: string) =>
  `<path d="M104 140q-60 10-50 120 50 20 66-50z" fill="${fur}"/><path d="M296 140q60 10 50 120-50 20-66-50z" fill="${fur}"/>`;
const long = (fur: string, inner: string) =>
  `<ellipse cx="150" cy="80" rx="30" ry="92" fill="${fur}"/><ellipse cx="250" cy="80" rx="30" ry="92" fill="${fur}"/><ellipse cx="150" cy="86" rx="15" ry="66" fill="${inner}"/><ellipse cx="250" cy="86" rx="15" ry="66" fill="${inner}"/>`;

const bag = (
  colour: string,
) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400"><rect width="400" height="400" fill="#f6efe4"/>
<path d="M120 70h160l18 30v210q0 20-20 20H122q-20 0-20-20V100z" fill="${colour}"/><rect x="132" y="150" width="136" height="110" rx="18" fill="#fff8ef"/>
<circle cx="200" cy="214" r="22" fill="${colour}"/><circle cx="168" cy="186" r="11" fill="${colour}"/><circle cx="200" cy="174" r="11" fill="${colour}"/><circle cx="232" cy="186" r="11" fill="${colour}"/></svg>`;

export const PICTURES: Record<string, string> = {
  tuanzi: face('#f0b878', '#fff3e2', pointed('#f0b878', '#f6d3c8'), '#fdeedd'),
  tuanzi2: face('#f0b878', '#fff3e2', pointed('#f0b878', '#f6d3c8'), '#e2eee0'),
  maidou: face('#d9a15b', '#fbe9cf', floppy('#b47b3a'), '#e7f0e6'),
  maidou2: face('#d9a15b', '#fbe9cf', floppy('#b47b3a'), '#fbe3d4'),
  naicha: face('#8b6f5c', '#f1e3d6', pointed('#6f5645', '#c9a796'), '#f2e6ec'),
  bobo: face('#e9e4df', '#ffffff', long('#e9e4df', '#f3cfd0'), '#e3ecf3'),
  heidou: face('#4c4745', '#cfc6bd', floppy('#35302e'), '#efe3cf'),
  xiaoju: face('#e88f46', '#ffe9d1', pointed('#e88f46', '#ffd9c4'), '#e6efe9'),
  catfood: bag('#2c6a4c'),
  dogfood: bag('#b5482a'),
  rabbitfood: bag('#855400'),
};
