import type { AgreementInput, AgreementTemplate, ShopParty, TwoLanguages } from './agreement.ts';
import { maskedIdentity, maskedName, maskedPhone } from './wording.ts';

/** The adopter as he stands in the agreement. */
export interface AdopterParty {
  name: string;
  identityNumber: string;
  phone: string;
}

/** One section as a screen shows it. */
export interface ShownSection {
  heading: TwoLanguages;
  paragraphs: string[];
  /** For reading only. */
  paragraphsEn: string[];
}

/** The agreement as a screen shows it: the parties first, personal fields masked, articles numbered as in the PDF. */
export function shownSections(template: AgreementTemplate, input: AgreementInput, adopter: AdopterParty): ShownSection[] {
  const articles = template.sections(input).map(({ heading, clauses, gist }, index): ShownSection => {
    const number = index + 1;
    return {
      heading: { zh: `第${chineseNumber(number)}条　${heading.zh}`, en: `${number}. ${heading.en}` },
      paragraphs: clauses.map((clause, place) => `${number}.${place + 1}　${clause}`),
      paragraphsEn: [gist],
    };
  });
  return [parties(input.shop, adopter, input.platform), ...articles];
}

function parties(shop: ShopParty, adopter: AdopterParty, platform: string): ShownSection {
  const [name, identity, phone] = [maskedName(adopter.name), maskedIdentity(adopter.identityNumber), maskedPhone(adopter.phone)];
  return {
    heading: { zh: '协议各方', en: 'Parties' },
    paragraphs: [
      `甲方（领养馆）：${shop.legalName}（${shop.name}），统一社会信用代码 ${shop.creditCode}，地址：${shop.address}，电话：${shop.phone}`,
      `乙方（领养人）：${name}，身份证号码 ${identity}，联系电话 ${phone}`,
      `见证方（平台）：${platform}`,
    ],
    paragraphsEn: [
      `Shop: ${shop.legalName} (${shop.name})`,
      `Adopter: ${name}, identity number ${identity}, phone ${phone}`,
      `Witness: ${platform}`,
    ],
  };
}

const NUMERALS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 1..99 in Chinese numerals. */
export function chineseNumber(number: number): string {
  const [tens, units] = [Math.floor(number / 10), number % 10];
  if (tens === 0) return NUMERALS[units] ?? '';
  return `${tens > 1 ? NUMERALS[tens] : ''}十${NUMERALS[units] ?? ''}`;
}
