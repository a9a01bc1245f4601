import type { components } from '../../src/api/gen/schema';

type Schemas = components['schemas'];

const clause = (heading: string, headingEn: string, paragraphs: string[], paragraphsEn: string[]) => ({
  heading,
  headingEn,
  paragraphs,
  paragraphsEn,
});

export const AGREEMENT: Schemas['Agreement'] = {
  title: '宠物领养及月付计划协议',
  titleEn: 'Agreement on pet adoption and monthly plan',
  textHash: 'a'.repeat(64),
  consentText: '我已阅读并同意全部条款，知悉每期扣款 129.00 元、共 12 期、总价 1,548.00 元，并同意以电子签名签署本协议。',
  consentTextEn:
    'I have read and accept all terms, I know that each of 12 periods takes 129.00 yuan, 1,548.00 yuan in total, and I sign electronically.',
  sections: [
    clause(
      '一、双方',
      '1. Parties',
      ['甲方：团团领养馆（杭州）有限公司。', '乙方：李小雨，身份证号 110***********002X。'],
      ['The shop: Tuantuan, Hangzhou.', 'The adopter: Li Xiaoyu, identity number 110***********002X.'],
    ),
    clause(
      '二、宠物',
      '2. The pet',
      ['团子，中华田园猫，雌性，2026 年 3 月 2 日出生，橘白色，体重 3.5 公斤。已接种猫三联两针与狂犬疫苗。'],
      ['Tuanzi, domestic cat, female, born on Mar 2, 2026.'],
    ),
    clause(
      '三、月付计划',
      '3. Monthly plan',
      [
        '每期 129.00 元，共 12 期，总价 1,548.00 元。第 1 期在代扣签约完成时扣款。自第 2 期起，扣款日前 10 天通知乙方，扣款日前 5 天起尝试扣款。',
        '每期扣款成功后，甲方委托合作云仓在 3 日内发货。',
      ],
      ['Each of 12 periods takes 129.00 yuan, 1,548.00 yuan in total.', 'The warehouse ships within 3 days of each payment.'],
    ),
    clause(
      '四、暂停与终止',
      '4. Pause and end',
      ['乙方可暂停 2 次，每次不超过 30 天。暂停期间不扣款，也不发货。', '签约后 7 天为冷静期，乙方可以退出。'],
      ['Two pauses of up to 30 days each.', 'Seven days to change your mind.'],
    ),
    clause(
      '五、健康保障',
      '5. Health guarantee',
      ['交接后 15 天内，宠物患有交接前已潜伏的传染病的，由甲方承担治疗费用或者接受退回。'],
      ['Within 15 days of handover the shop answers for illness that was there before.'],
    ),
    clause(
      '六、违约责任',
      '6. Liability',
      [
        '连续 3 期逾期未付的，构成违约。甲方可要求支付剩余货款总额的 10% 作为违约金。',
        '甲方不能发货的，退还该期货款，并支付该期货款的 10%。',
      ],
      ['Three overdue periods in a row are a breach.', 'Where the shop cannot ship, the period is refunded with 10% on top.'],
    ),
  ],
};
