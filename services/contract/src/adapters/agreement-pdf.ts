import { type CivilDate, civilDateOf, timeOfDay } from '@petpact/kit/civil-date';
import type { AgreementSection, ShopParty } from '../domain/agreement/agreement.ts';
import { chineseNumber } from '../domain/agreement/text.ts';
import { chineseDate, yuan } from '../domain/agreement/wording.ts';
import { drawSeal } from './agreement-seal.ts';
import { finishPdf, keepTogether, MARGIN, openPdf, type Pdf } from './pdf-document.ts';

/** Everything that is printed; nothing is read from a clock or a store here. */
export interface AgreementDocument {
  agreementNo: string;
  termsVersion: string;
  title: string;
  sections: AgreementSection[];
  shop: ShopParty;
  adopter: { name: string; identityNumber: string; phone: string };
  platform: string;
  /** Empty where the plan starts at a handover that is not booked yet. */
  planDays: CivilDate[];
  periods: number;
  amountFen: number;
  consent: string;
  /** The adopter's drawn signature, PNG. */
  signaturePng: Buffer;
  signedTime: Date;
}

/** Articles printed in bold, because they cost the adopter money or rights (民法典 496: the other side must be made aware of them). */
const EMPHASISED = new Set(['plan', 'deduction', 'coolingOff', 'termination', 'breach']);

const LATER = '计划日逢暂停、改期或交接延后的相应顺延；扣款自计划日前第 5 日起进行。';

/** Renders the agreement as the adopter signed it, before any digital signature. Same input, same bytes. */
export async function renderAgreement(agreement: AgreementDocument): Promise<Buffer> {
  const { title, agreementNo, shop, signedTime } = agreement;
  const pdf = openPdf({ title, author: shop.legalName, subject: agreementNo, createdTime: signedTime });
  pdf.font('bold').fontSize(19).text(title, { align: 'center' });
  pdf.moveDown(0.4).font('regular').fontSize(9.5).fillColor('#555555');
  pdf.text(`协议编号：${agreementNo}　　文本版本：${agreement.termsVersion}`, { align: 'center' }).fillColor('black');
  pdf.moveDown(0.9);
  drawParties(pdf, agreement);
  pdf
    .fontSize(10.5)
    .text(
      '甲乙双方本着自愿、平等、诚实信用及善待动物的原则，依据《中华人民共和国民法典》《中华人民共和国消费者权益保护法》《中华人民共和国电子签名法》等法律，就宠物领养及月付计划订立本协议，由平台见证，共同遵守。',
      { lineGap: 3.5, indent: 21 },
    );
  for (const [index, section] of agreement.sections.entries()) drawSection(pdf, section, index + 1);
  drawPlan(pdf, agreement);
  drawSigning(pdf, agreement);
  return finishPdf(pdf, `${title}　${agreementNo}`);
}

function drawParties(pdf: Pdf, { shop, adopter, platform }: AgreementDocument): void {
  const rows: [string, string[]][] = [
    [
      '甲方（领养馆）',
      [`${shop.legalName}（${shop.name}）`, `统一社会信用代码：${shop.creditCode}`, `地址：${shop.address}　电话：${shop.phone}`],
    ],
    ['乙方（领养人）', [adopter.name, `身份证号码：${adopter.identityNumber}`, `联系电话：${adopter.phone || '以账户登记为准'}`]],
    ['见证方（平台）', [platform]],
  ];
  const width = pdf.page.width - 2 * MARGIN;
  const label = 92;
  pdf.fontSize(9.5).lineWidth(0.6).strokeColor('#666666');
  for (const [party, lines] of rows) {
    const text = lines.join('\n');
    const height = pdf.font('regular').heightOfString(text, { width: width - label - 16, lineGap: 3 }) + 12;
    const top = pdf.y;
    pdf.rect(MARGIN, top, label, height).fillAndStroke('#f5f2ec', '#666666');
    pdf.rect(MARGIN + label, top, width - label, height).stroke();
    pdf
      .fillColor('black')
      .font('bold')
      .text(party, MARGIN + 8, top + 6, { width: label - 12 });
    pdf.font('regular').text(text, MARGIN + label + 8, top + 6, { width: width - label - 16, lineGap: 3 });
    pdf.x = MARGIN;
    pdf.y = top + height;
  }
  pdf.moveDown(1);
}

function drawSection(pdf: Pdf, section: AgreementSection, number: number): void {
  keepTogether(pdf, 70);
  pdf
    .moveDown(0.7)
    .font('bold')
    .fontSize(11.5)
    .text(`第${chineseNumber(number)}条　${section.heading.zh}`);
  pdf
    .moveDown(0.2)
    .font(EMPHASISED.has(section.key) ? 'bold' : 'regular')
    .fontSize(10.5);
  section.clauses.forEach((clause, index) => {
    pdf.text(`${number}.${index + 1}　${clause}`, { lineGap: 3.5, paragraphGap: 2 });
  });
  pdf.font('regular');
}

function drawPlan(pdf: Pdf, { planDays, periods, amountFen }: AgreementDocument): void {
  const columns = 3;
  const rowHeight = 18;
  const rows = Math.ceil(periods / columns);
  keepTogether(pdf, 40 + Math.min(rows, 8) * rowHeight);
  pdf.moveDown(0.9).font('bold').fontSize(11.5).text('附件　期款计划表').moveDown(0.4);
  const width = (pdf.page.width - 2 * MARGIN) / columns;
  pdf.font('regular').fontSize(9.5).lineWidth(0.4).strokeColor('#999999');
  for (let row = 0; row < rows; row += 1) {
    keepTogether(pdf, rowHeight);
    const top = pdf.y;
    for (let column = 0; column < columns; column += 1) {
      const period = column * rows + row;
      const left = MARGIN + column * width;
      pdf.rect(left, top, width, rowHeight).stroke();
      if (period >= periods) continue;
      const day = planDays[period] ?? (period === 0 ? '交接日' : `＋${period} 个月`);
      pdf.text(`第 ${period + 1} 期　${day}　${yuan(amountFen)}`, left + 6, top + 3, {
        width: width - 8,
        lineBreak: false,
        ellipsis: true,
      });
    }
    pdf.x = MARGIN;
    pdf.y = top + rowHeight;
  }
  pdf
    .moveDown(0.4)
    .fontSize(9)
    .fillColor('#555555')
    .text(planDays.length === 0 ? `“＋n 个月”指交接日之后第 n 个月的同日；${LATER}` : LATER)
    .fillColor('black');
}

function drawSigning(pdf: Pdf, agreement: AgreementDocument): void {
  const { shop, adopter, platform, signedTime, consent } = agreement;
  keepTogether(pdf, 330);
  pdf.moveDown(0.9).font('bold').fontSize(11.5).text('签署页').moveDown(0.4);
  const width = pdf.page.width - 2 * MARGIN;
  const text = `乙方声明：${consent}`;
  const height =
    pdf
      .font('regular')
      .fontSize(9.5)
      .heightOfString(text, { width: width - 20, lineGap: 3 }) + 16;
  pdf.rect(MARGIN, pdf.y, width, height).lineWidth(0.6).strokeColor('#666666').stroke();
  pdf.text(text, MARGIN + 10, pdf.y + 8, { width: width - 20, lineGap: 3 });
  pdf.x = MARGIN;
  pdf.y += 18;
  const top = pdf.y;
  const half = width / 2;
  const time = `${chineseDate(civilDateOf(signedTime))} ${timeOfDay(signedTime)}（北京时间）`;
  const box = (left: number, boxTop: number, lines: string[]) =>
    pdf
      .font('regular')
      .fontSize(9.5)
      .text(lines.join('\n'), left, boxTop, { width: half - 12, lineGap: 5 });
  box(MARGIN, top, ['甲方（数字签章）：', shop.legalName, `签署时间：${time}`]);
  box(MARGIN + half, top, [`乙方（手写签名）：${adopter.name}`, `身份证号码：${adopter.identityNumber}`, `签署时间：${time}`]);
  pdf.image(agreement.signaturePng, MARGIN + half, top + 62, { fit: [170, 78] });
  pdf
    .moveTo(MARGIN + half, top + 144)
    .lineTo(MARGIN + half + 180, top + 144)
    .stroke();
  drawSeal(pdf, { name: shop.legalName, purpose: '合同专用章', x: MARGIN + 62, y: top + 112, radius: 46 });
  box(MARGIN, top + 172, [`见证方（数字签名）：${platform}`, '见证内容：乙方的手写签名与同意行为']);
  box(MARGIN + half, top + 172, [`见证时间：${time}`, '本文件含甲方与见证方两枚数字签名，可用通用 PDF 工具校验。']);
}
