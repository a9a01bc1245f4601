import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';

/** A4 in points, with margins that leave room for header and footer. */
export const MARGIN = 62;
export const RED = '#c8161d';
const GREY = '#8a8a8a';

export type Pdf = PDFKit.PDFDocument;

const require = createRequire(import.meta.url);
const fontFile = (name: string) => readFileSync(require.resolve(`@expo-google-fonts/noto-sans-sc/${name}.ttf`));
// Read once per process: 10 MB each. pdfkit embeds only the glyphs a document uses (fontkit subset).
let fonts: { regular: Buffer; bold: Buffer } | undefined;

/** A new A4 document with Chinese fonts. Creation time is passed in, so that the same input gives the same bytes. */
export function openPdf(about: { title: string; author: string; subject: string; createdTime: Date }): Pdf {
  fonts ??= { regular: fontFile('400Regular/NotoSansSC_400Regular'), bold: fontFile('700Bold/NotoSansSC_700Bold') };
  const { createdTime, title, author, subject } = about;
  const pdf = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    bufferPages: true,
    lang: 'zh-CN',
    pdfVersion: '1.7',
    info: {
      Title: title,
      Author: author,
      Subject: subject,
      Creator: 'PetPact',
      Producer: 'PetPact',
      CreationDate: createdTime,
      ModDate: createdTime,
    },
  });
  pdf.registerFont('regular', fonts.regular).registerFont('bold', fonts.bold);
  return pdf.font('regular').fontSize(10.5);
}

/** Writes header and page numbers on every page and gives the finished bytes. */
export async function finishPdf(pdf: Pdf, header: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const finished = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page);
    const { width, height, margins } = pdf.page;
    // Text below the bottom margin would open a new page.
    margins.bottom = 0;
    const line = { width: width - 2 * MARGIN, lineBreak: false } as const;
    pdf.font('regular').fontSize(8).fillColor(GREY);
    pdf.text(header, MARGIN, 34, { ...line, align: 'left' });
    pdf
      .moveTo(MARGIN, 48)
      .lineTo(width - MARGIN, 48)
      .lineWidth(0.5)
      .strokeColor('#cccccc')
      .stroke();
    pdf.text(`第 ${page - start + 1} 页 / 共 ${count} 页`, MARGIN, height - 40, { ...line, align: 'center' });
    margins.bottom = MARGIN;
  }
  pdf.end();
  return finished;
}

/** Starts a new page unless this much height is left. */
export function keepTogether(pdf: Pdf, height: number): void {
  if (pdf.y + height > pdf.page.height - MARGIN) pdf.addPage();
}
