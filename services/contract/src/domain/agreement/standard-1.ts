import { FIRST_TRY_DAYS_BEFORE, NOTICE_DAYS_BEFORE } from '../terms.ts';
import type { AgreementInput, AgreementSection, AgreementTemplate } from './agreement.ts';
import { liabilitySections } from './standard-1-liability.ts';
import { chineseDate, sexInChinese, speciesInChinese, yuan, yuanInCapitals } from './wording.ts';

/** The first standard agreement: adoption and monthly plan in one document, witnessed by the platform. */
export const STANDARD_1: AgreementTemplate = {
  version: 'standard-1',
  title: { zh: '宠物领养协议暨月付计划合同', en: 'Pet Adoption Agreement and Monthly Plan Contract' },
  consent: {
    zh: '本人已逐条阅读并理解本协议全部内容，特别是加粗的总价款、代扣规则、冷静期、解除及违约责任条款；本人确认身份信息真实、手写签名系本人签署，同意以电子方式订立本协议，同意甲方及平台为履行本协议处理本人的姓名、身份证号码、联系方式及签名。',
    en: 'I have read and understood every article, above all those in bold: total price, withholding, cooling-off, termination and liability. My identity is true, the drawn signature is mine, I agree to conclude this agreement electronically and to the processing of my name, identity number, contact and signature for carrying it out.',
  },
  sections: (input) => [
    adoption(input),
    plan(input),
    deduction(input),
    start(input),
    care(input),
    shopDuties(input),
    ...liabilitySections(input),
  ],
};

function adoption({ pet }: AgreementInput): AgreementSection {
  return {
    key: 'adoption',
    heading: { zh: '领养宠物', en: 'The pet' },
    clauses: [
      `甲方将下列宠物交由乙方领养：名字“${pet.name}”，${speciesInChinese(pet.species)}，品种：${pet.breed}，性别：${sexInChinese(pet.sex)}，出生日期：${pet.birthDate || '不详'}，毛色：${pet.colour || '不详'}，体重约 ${(pet.weightGrams / 1000).toFixed(1)} 千克，${pet.neutered ? '已绝育' : '未绝育'}。`,
      `健康状况：已接种疫苗：${pet.vaccines.join('、') || '无'}；最近驱虫：${pet.dewormedDate || '无记录'}；兽医备注：${pet.healthNotes || '无'}。甲方保证上述信息真实。`,
      '领养本身不收取任何费用。乙方领养后负有终身照护责任，宠物不得用于出售、繁殖牟利、实验或其他有违动物福利的用途。',
    ],
    gist: `The shop gives the pet ${pet.name} into the adopter's care for life and vouches for the health papers listed. The adoption itself is free.`,
  };
}

function plan({ terms, firstPlanDate }: AgreementInput): AgreementSection {
  const { food, quantity, amountFen, totalFen, periods } = terms;
  const first =
    firstPlanDate === undefined
      ? '首期计划日为双方预约的宠物交接日（逢 29 至 31 日的，为次月 1 日），其后各期为每月同日。'
      : `首期计划日为 ${chineseDate(firstPlanDate)}，其后各期为每月同日，详见附件“期款计划表”；代扣协议晚于该日生效的，以代扣签约页所载首期日期为准，其后各期相应顺延。`;
  return {
    key: 'plan',
    heading: { zh: '月付计划与总价', en: 'Monthly plan and total price' },
    clauses: [
      `乙方按月购买并由甲方安排合作仓直接寄送：${food.skuName}（${food.spec}）每期 ${quantity} 件，月付价每件 ${yuan(food.planFen)}（单独购买价每件 ${yuan(food.retailFen)}）。`,
      `每期金额 ${yuan(amountFen)}，共 ${periods} 期；全部期款总价 ${yuan(totalFen)}（${yuanInCapitals(totalFen)}）。除本协议列明的费用外，乙方无须支付其他费用。`,
      `${first}价格在计划期内不变；更换商品、数量、金额或日期须经双方另行电子签署。`,
      '计划期满自动结束，不自动续期。',
    ],
    gist: `${quantity} × ${food.skuName} (${food.spec}) each period: ${yuan(amountFen)} a month, ${periods} periods, ${yuan(totalFen)} in all, no other charges; ${firstPlanDate === undefined ? 'the first period is due on the booked handover day' : `the first period is due on ${firstPlanDate}`}. It ends by itself and is never renewed silently.`,
  };
}

function deduction({ terms }: AgreementInput): AgreementSection {
  const atSigning = terms.planStart === 'signing';
  return {
    key: 'deduction',
    heading: { zh: '代扣授权与扣款规则', en: 'Withholding mandate and deductions' },
    clauses: [
      `乙方在支付宝签署代扣协议，授权甲方按期款计划表扣款；每期扣款不超过 ${yuan(terms.amountFen)}，合计不超过 ${yuan(terms.totalFen)}、${terms.periods} 次。`,
      atSigning
        ? '首期款项在代扣协议生效后即行扣取，本协议及代扣签约页所载的首期日期与金额即为该次扣款的事先通知。'
        : '代扣协议在宠物交接前签署；双方均在系统中确认交接之前不扣取任何款项，确认后扣取首期款项。',
      `自第二期起，甲方于每个计划日前第 ${NOTICE_DAYS_BEFORE} 日通知乙方扣款日期与金额，于计划日前第 ${FIRST_TRY_DAYS_BEFORE} 日首次扣款，未成功的于前第 3 日、前 1 日及计划日当日再次扣款。`,
      '乙方可随时在支付宝关闭代扣；关闭代扣不免除已到期款项的支付义务，乙方可改用主动付款。扣款结果以支付宝的通知或查询为准；任何一期不得重复收取，重复收取的，甲方立即原路退回。',
    ],
    gist: `Alipay withholds at most ${yuan(terms.amountFen)} a period. ${atSigning ? 'The first period is charged once the mandate stands.' : 'Nothing is charged before both sides confirmed the handover.'} From period 2 a notice comes ${NOTICE_DAYS_BEFORE} days before the plan day, the first try ${FIRST_TRY_DAYS_BEFORE} days before it. The mandate can be closed in Alipay at any time.`,
  };
}

function start({ terms }: AgreementInput): AgreementSection {
  const { handoverWithinDays } = terms.rules;
  return {
    key: 'start',
    heading: { zh: '计划起始与宠物交接', en: 'Plan start and handover' },
    clauses: [
      terms.planStart === 'signing'
        ? '月付计划自双方签署且代扣协议生效之日起始。'
        : '月付计划自甲乙双方均在系统中确认宠物交接之日起始；预约的交接日即为首期计划日，交接延后的，计划日相应顺延。',
      `双方应在签署后 ${handoverWithinDays} 日内预约并完成交接。甲方交付宠物时一并交付免疫、驱虫及健康证明，双方当场核对并各自在系统中确认。`,
      `乙方的领养申请${terms.approvedBy === 'policy' ? '经甲方设定的审核规则自动通过' : '经甲方工作人员审核通过'}。`,
    ],
    gist: `The plan starts ${terms.planStart === 'signing' ? 'at signing, once the mandate stands' : 'when both sides confirmed the handover'}. The pet is handed over with its health papers within ${handoverWithinDays} days.`,
  };
}

function care({ terms }: AgreementInput): AgreementSection {
  const { followUpDays } = terms.rules;
  return {
    key: 'care',
    heading: { zh: '乙方的照护与履约要求', en: 'Care and performance' },
    clauses: [
      '乙方应提供充足的食物、饮水、适宜的居所与必要的医疗，按期免疫、驱虫；不得虐待、遗弃宠物；依法办理登记，外出牵引。',
      `乙方应至少每 ${followUpDays} 日通过小程序提交一次宠物近况（照片、体重），并配合甲方合理的回访。`,
      '乙方确实无力继续照护的，应将宠物交还甲方，不得转让、转赠他人。宠物走失、患重病或死亡的，应在 48 小时内告知甲方。',
      '乙方每期足额履约可获得履约积分；该期退款的，积分相应收回。',
    ],
    gist: `Good care, a follow-up every ${followUpDays} days, no giving away; loss, grave illness or death is told within 48 hours. Every period paid earns points.`,
  };
}

function shopDuties({ terms }: AgreementInput): AgreementSection {
  const { guaranteeDays, shipWithinDays } = terms.rules;
  return {
    key: 'shopDuties',
    heading: { zh: '甲方义务与健康保障', en: "The shop's duties and health guarantee" },
    clauses: [
      `健康保障期为交接后 ${guaranteeDays} 日。保障期内宠物患犬瘟、细小、猫瘟等交接前已感染的疾病或先天重大疾病的，由甲方承担合理的诊疗费用；宠物因此死亡的，乙方有权解除本协议，未寄送期次的款项全部退还。`,
      `甲方应在每期扣款成功后 ${shipWithinDays} 日内安排发货；逾期未发货的，乙方有权要求退还该期款项；连续两期未发货的，乙方有权解除本协议且不承担任何费用。`,
      '甲方保证所寄商品来源合法、质量合格、在保质期内。商品破损、错发或临期的，甲方负责补寄、换货或退款。一期款项仅对应一次寄送；未付款的期次不寄送，但第十条另有约定的除外。',
    ],
    gist: `Health guarantee of ${guaranteeDays} days after handover. Every paid period ships within ${shipWithinDays} days or is refunded; bad goods are replaced or refunded.`,
  };
}
