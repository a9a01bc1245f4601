import { type Pdf, RED } from './pdf-document.ts';

export interface Seal {
  /** Along the ring: the legal name. */
  name: string;
  /** Below the star, e.g. 合同专用章. */
  purpose: string;
  x: number;
  y: number;
  radius: number;
}

/** Draws a round red company seal, the name along its upper ring. The picture only shows what the digital signature proves. */
export function drawSeal(pdf: Pdf, { name, purpose, x, y, radius }: Seal): void {
  pdf.save().opacity(0.85).strokeColor(RED).fillColor(RED);
  pdf.circle(x, y, radius).lineWidth(2).stroke();
  drawStar(pdf, { x, y, radius: radius * 0.28 });
  const characters = [...name];
  const size = Math.min(radius * 0.26, (radius * 3.6) / Math.max(characters.length, 8));
  const span = Math.min(characters.length * 22, 250);
  const step = characters.length > 1 ? span / (characters.length - 1) : 0;
  pdf.font('bold').fontSize(size);
  characters.forEach((character, index) => {
    pdf.save();
    pdf.rotate(-span / 2 + index * step, { origin: [x, y] });
    pdf.text(character, x - size, y - radius + size * 0.25, { width: size * 2, align: 'center', lineBreak: false });
    pdf.restore();
  });
  pdf.fontSize(radius * 0.2).text(purpose, x - radius, y + radius * 0.42, { width: radius * 2, align: 'center', lineBreak: false });
  pdf.restore().opacity(1).fillColor('black').strokeColor('black');
}

function drawStar(pdf: Pdf, { x, y, radius }: { x: number; y: number; radius: number }): void {
  const points = Array.from({ length: 10 }, (_, index): [number, number] => {
    const reach = index % 2 === 0 ? radius : radius * 0.382;
    const angle = -Math.PI / 2 + (index * Math.PI) / 5;
    return [x + reach * Math.cos(angle), y + reach * Math.sin(angle)];
  });
  pdf.polygon(...points).fill();
}
