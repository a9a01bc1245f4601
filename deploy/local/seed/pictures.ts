import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

const SIZE = 720;

/** A pet's or product's picture: licensed art on a soft background (art/LICENCE.md), as JPEG. */
export async function drawPicture(art: string, [from, to]: readonly [string, string]): Promise<Buffer> {
  const drawing = await sharp(await readFile(join(import.meta.dirname, 'art', `${art}.svg`)), { density: 1_300 })
    .resize(Math.round(SIZE * 0.62))
    .png()
    .toBuffer();
  const backdrop = `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE}" height="${SIZE}">
    <defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient></defs>
    <rect width="100%" height="100%" fill="url(#g)"/>
    <circle cx="${SIZE * 0.82}" cy="${SIZE * 0.16}" r="${SIZE * 0.2}" fill="#fff" opacity="0.28"/>
    <circle cx="${SIZE * 0.14}" cy="${SIZE * 0.84}" r="${SIZE * 0.26}" fill="#fff" opacity="0.22"/>
    <ellipse cx="${SIZE / 2}" cy="${SIZE * 0.83}" rx="${SIZE * 0.27}" ry="${SIZE * 0.035}" fill="#000" opacity="0.10"/>
  </svg>`;
  return sharp(Buffer.from(backdrop))
    .composite([{ input: drawing, gravity: 'centre' }])
    .jpeg({ quality: 86 })
    .toBuffer();
}

/** A drawn signature as a finger leaves it, for people of the sandbox who sign without a screen. */
export async function drawSignature(name: string): Promise<Buffer> {
  const wave = [...name].map((letter, at) => {
    const x = 40 + at * 120;
    const bend = 20 + (letter.charCodeAt(0) % 50);
    return `M${x} 60 q40 ${bend} 80 -10 t-60 70 M${x + 10} 120 c30 -${bend} 60 ${bend} 90 -20`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="200"><path d="${wave.join(' ')}" fill="none" stroke="#111" stroke-width="6" stroke-linecap="round"/></svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}
