import type { AgreementInput, AgreementSection } from './agreement.ts';
import { percent, yuan } from './wording.ts';

/** Articles seven to the end: leaving, pausing, arrears, breach, privacy, form. */
export function liabilitySections(input: AgreementInput): AgreementSection[] {
  return [
    coolingOff(input),
    pause(input),
    arrears(input),
    welfare(input),
    ending(input),
    breach(input),
    privacy(input),
    ...extra(input),
    form(input),
  ];
}

function coolingOff({ terms: { rules } }: AgreementInput): AgreementSection {
  return {
    key: 'coolingOff',
    heading: { zh: '冷静期', en: 'Cooling-off' },
    clauses: [
      `自签署之日起 ${rules.coolingOffDays} 日为冷静期。冷静期内乙方可解除本协议，无须说明理由，不承担解除费用。`,
      '冷静期内解除的：未寄送期次的款项全额退还；已寄送且未拆封的商品退回后全额退还；已拆封的商品按单独购买价结算。宠物已交接的，应同时交还甲方。',
    ],
    gist: `For ${rules.coolingOffDays} days after signing the adopter may step back for free and without a reason; goods already opened are counted at their single price.`,
  };
}

function pause({ terms: { rules } }: AgreementInput): AgreementSection {
  const may = rules.pauseTimesMax > 0;
  return {
    key: 'pause',
    heading: { zh: '暂停与恢复', en: 'Pause and resume' },
    clauses: may
      ? [
          `乙方可申请暂停月付计划，最多 ${rules.pauseTimesMax} 次，每次不超过 ${rules.pauseDaysMax} 日；暂停期间不扣款、不寄送，届满自动恢复，各期计划日顺延。`,
          '系统确认暂停之前已经发起的扣款不受影响，系统会在确认时告知。',
        ]
      : ['本计划不支持暂停。'],
    gist: may
      ? `The plan may be paused ${rules.pauseTimesMax} times, for at most ${rules.pauseDaysMax} days each; a charge already in flight is named when the pause is confirmed.`
      : 'This plan cannot be paused.',
  };
}

function arrears({ terms: { rules } }: AgreementInput): AgreementSection {
  return {
    key: 'arrears',
    heading: { zh: '逾期、宽限与滞纳金', en: 'Arrears, grace and late fee' },
    clauses: [
      `计划日扣款未成功的，自计划日起 ${rules.graceDays} 日为宽限期，宽限期内补付不产生任何费用。`,
      rules.lateFeeFen > 0 ? `宽限期满仍未支付的，该期一次性计收滞纳金 ${yuan(rules.lateFeeFen)}，不重复计收。` : '甲方不收取滞纳金。',
      `同时逾期未付达 ${rules.suspendAfterOverdue} 期的，甲方可中止后续寄送与扣款，至乙方付清时恢复；达 ${rules.breachAfterOverdue} 期的，适用违约责任条款。`,
    ],
    gist: `${rules.graceDays} days of grace, then a late fee of ${yuan(rules.lateFeeFen)} once an instalment; ${rules.suspendAfterOverdue} overdue: suspended; ${rules.breachAfterOverdue} overdue: breach.`,
  };
}

function welfare({ terms: { rules } }: AgreementInput): AgreementSection {
  const some = rules.welfarePeriods > 0;
  return {
    key: 'welfare',
    heading: { zh: '宠物福利期', en: 'Welfare periods' },
    clauses: [
      some
        ? `为保障宠物不断粮，乙方逾期时，甲方在整个计划内至多先行寄送 ${rules.welfarePeriods} 期商品；该次寄送即为该期唯一的寄送，乙方补付后不再另寄。`
        : '未付款的期次一律不寄送。',
    ],
    gist: some
      ? `So that the pet does not go hungry, up to ${rules.welfarePeriods} unpaid period(s) are shipped all the same; it stays that period's only parcel.`
      : 'Unpaid periods are not shipped.',
  };
}

function ending({ terms: { rules } }: AgreementInput): AgreementSection {
  return {
    key: 'termination',
    heading: { zh: '提前结清与解除', en: 'Early completion and termination' },
    clauses: [
      '乙方可随时一次付清剩余期款提前结清，商品仍按期寄送，不收取额外费用。',
      `${rules.terminationFeeBp > 0 ? `冷静期后乙方提前解除的，应支付未付期款总额 ${percent(rules.terminationFeeBp)} 的解除费用；` : '冷静期后乙方亦可提前解除，不收取解除费用；'}已付款而未寄送的期次全额退还，已寄送的期次不退还。因宠物死亡、健康保障情形或甲方违约而解除的，乙方不承担解除费用。`,
      `甲方依约解除本协议的，应提前 ${rules.terminationNoticeDays} 日通知乙方。协议解除的，代扣协议同时解约，此后甲方不得再行扣款。宠物的归属与交还由双方协商；乙方有虐待、遗弃行为的，甲方有权收回宠物。`,
    ],
    gist: `Paying off early is free. Leaving after the cooling-off costs ${percent(rules.terminationFeeBp)} of the unpaid rest; what is paid and not shipped is refunded. The shop gives ${rules.terminationNoticeDays} days of notice. The mandate ends with the contract.`,
  };
}

function breach({ terms: { rules } }: AgreementInput): AgreementSection {
  return {
    key: 'breach',
    heading: { zh: '双方违约责任', en: 'Liability of both parties' },
    clauses: [
      `乙方违约：同时逾期达 ${rules.breachAfterOverdue} 期，或虐待、遗弃、转让宠物的，甲方有权解除本协议，并要求乙方支付未付期款总额 ${percent(rules.breachFeeBp)} 的违约金。`,
      `甲方违约：隐瞒宠物健康状况、不交付宠物、停止营业或连续两期不发货的，乙方有权解除本协议，甲方应退还全部已付款而未寄送期次的款项，并按该款项的 ${percent(rules.merchantBreachFeeBp)} 向乙方支付违约金。`,
      '违约金不足以弥补实际损失的，守约方有权就差额主张赔偿；因不可抗力不能履行的，依法免责。',
    ],
    gist: `The adopter's breach costs ${percent(rules.breachFeeBp)} of the unpaid rest; the shop's breach means a full refund of what was paid and not shipped, plus ${percent(rules.merchantBreachFeeBp)} of it.`,
  };
}

function privacy({ platform }: AgreementInput): AgreementSection {
  return {
    key: 'privacy',
    heading: { zh: '个人信息保护', en: 'Privacy' },
    clauses: [
      '甲方与平台仅为订立和履行本协议处理乙方的姓名、身份证号码、联系方式、收货地址、手写签名及扣款、寄送记录；收货信息仅提供给承运该包裹的合作仓与承运人。',
      `上述信息加密保存，未经乙方单独同意不作他用；协议终止后按法律规定的期限保存，期满删除。乙方有权查阅、更正、复制本人信息，撤回同意或要求删除，甲方与${platform}应予配合。`,
    ],
    gist: 'Personal data serve this agreement only, are kept encrypted, go to the carrier only as far as a parcel needs, and can be read, corrected, copied and erased.',
  };
}

function extra({ terms }: AgreementInput): AgreementSection[] {
  if (terms.extraClauses.length === 0) return [];
  return [
    {
      key: 'extra',
      heading: { zh: '补充约定', en: 'Additional clauses' },
      clauses: terms.extraClauses,
      gist: 'Clauses of this shop; see the Chinese text.',
    },
  ];
}

function form({ platform }: AgreementInput): AgreementSection {
  return {
    key: 'form',
    heading: { zh: '电子签署、见证与争议解决', en: 'Electronic signature, witness and disputes' },
    clauses: [
      `本协议以电子方式订立：乙方手写签名并确认，甲方以其数字证书签章，${platform}作为见证方对乙方的签名与同意行为加盖数字签名。任何改动都会使数字签名失效。本协议自各方签署完成时生效，与纸质文本具有同等效力。`,
      '双方均可在系统内随时下载已签署的本协议。因本协议产生的争议，双方先行协商；协商不成的，向乙方住所地有管辖权的人民法院起诉。',
      '本协议的通知以小程序消息或乙方预留的联系方式送达。本协议以中文文本为准，其他语言的译文仅供参考。',
    ],
    gist: 'Signed by hand on the screen by the adopter and digitally by the shop, witnessed digitally by the platform. Both sides may download it at any time. The Chinese text prevails.',
  };
}
