import { fen, yuanFromFen } from '@petpact/kit/fen';
import type { Content, MessageKind } from './message.ts';

export interface Words {
  title: string;
  text: string;
  titleEn: string;
  textEn: string;
}

const money = (content: Content): string => `¥${yuanFromFen(fen(content.amountFen ?? 0))}`;

/** How a contract came to its end. */
const WHY_ENDED: Record<string, { zh: string; en: string }> = {
  adopterWish: { zh: '您已终止领养合约', en: 'You have ended the contract' },
  petDied: { zh: '很遗憾它离开了，请节哀。领养合约已终止', en: 'We are sorry for your loss. The contract has ended' },
  petReturned: { zh: '宠物已交还店铺，领养合约已终止', en: 'The pet is back with the shop. The contract has ended' },
  guaranteeIllness: { zh: '因健康保障期内患病，领养合约已终止', en: 'For an illness within the health guarantee the contract has ended' },
  shopBreach: { zh: '因店铺违约，领养合约已终止', en: 'For a breach by the shop the contract has ended' },
  shopWish: { zh: '店铺通知的期限已到，领养合约已终止', en: "The shop's notice has run out. The contract has ended" },
};

const WORDS: Record<MessageKind, (content: Content) => Words> = {
  chargeNotice: (c) => ({
    title: `第 ${c.period} 期即将扣款`,
    text: `${c.date} 起将从您的支付宝代扣第 ${c.period} 期 ${money(c)}（扣款日 ${c.planDate}）。请确保余额充足；如需暂停，请在此之前操作。`,
    titleEn: `Period ${c.period} will be charged soon`,
    textEn: `From ${c.date} we will withhold ${money(c)} for period ${c.period} from your Alipay account (plan day ${c.planDate}). Please keep enough balance, or pause before then.`,
  }),
  paid: (c) => ({
    title: `第 ${c.period} 期扣款成功`,
    text: `第 ${c.period} 期 ${money(c)} 已扣款成功，${c.detail} 正在准备发货，履约积分已到账。`,
    titleEn: `Period ${c.period} is paid`,
    textEn: `${money(c)} for period ${c.period} was withheld. ${c.detail} is being prepared, and your points have arrived.`,
  }),
  chargeFailed: (c) => ({
    title: `第 ${c.period} 期扣款未成功`,
    text: `第 ${c.period} 期 ${money(c)} 暂未扣款成功${c.date ? `，将于 ${c.date} 再次尝试` : ''}。请检查支付宝余额或银行卡。`,
    titleEn: `Period ${c.period} could not be charged`,
    textEn: `${money(c)} for period ${c.period} could not be withheld${c.date ? `; we will try again on ${c.date}` : ''}. Please check your Alipay balance or bank card.`,
  }),
  overdue: (c) => ({
    title: `第 ${c.period} 期已逾期`,
    text: `第 ${c.period} 期 ${money(c)} 未能在扣款日前扣款成功。请到“我的领养”支付，付清后口粮会尽快寄出。`,
    titleEn: `Period ${c.period} is overdue`,
    textEn: `${money(c)} for period ${c.period} could not be withheld by its plan day. Please pay it under "My adoption"; the food is sent once it is paid.`,
  }),
  shipped: (c) => ({
    title: `第 ${c.period} 期已发货`,
    text: `第 ${c.period} 期口粮已由 ${c.detail} 揽收，可在“我的领养”查看物流。`,
    titleEn: `Period ${c.period} is on its way`,
    textEn: `The food of period ${c.period} was handed to ${c.detail}. You can follow the parcel under "My adoption".`,
  }),
  delivered: (c) => ({
    title: `第 ${c.period} 期已签收`,
    text: `第 ${c.period} 期口粮已签收。祝它吃得开心！`,
    titleEn: `Period ${c.period} has arrived`,
    textEn: `The food of period ${c.period} was signed for. Bon appétit!`,
  }),
  refunded: (c) => ({
    title: `第 ${c.period} 期已退款`,
    text: `第 ${c.period} 期 ${money(c)} 已原路退回您的支付宝。`,
    titleEn: `Period ${c.period} was refunded`,
    textEn: `${money(c)} for period ${c.period} went back to your Alipay account.`,
  }),
  overpaid: (c) => ({
    title: '多扣的款项已退回',
    text: `第 ${c.period} 期多扣的 ${money(c)} 已原路退回您的支付宝，您无需任何操作。`,
    titleEn: 'A payment too many went back',
    textEn: `${money(c)} that was taken once too often for period ${c.period} went back to your Alipay account. You need not do anything.`,
  }),
  activated: () => ({
    title: '领养成功，月付计划已生效',
    text: '代扣协议已签约，月付计划开始执行。欢迎它回家！',
    titleEn: 'Adopted: your monthly plan is running',
    textEn: 'The mandate is signed and the monthly plan has begun. Welcome home!',
  }),
  completed: () => ({
    title: '月付计划已全部完成',
    text: '所有期数均已完成，感谢您一路守信照顾它。',
    titleEn: 'Your monthly plan is complete',
    textEn: 'Every period is done. Thank you for keeping your word.',
  }),
  applicationApproved: () => ({
    title: '领养申请已通过',
    text: '您的领养申请已通过，请选择口粮方案并签署协议。',
    titleEn: 'Your application is approved',
    textEn: 'Please choose the food plan and sign the agreement.',
  }),
  applicationDeclined: () => ({
    title: '领养申请未通过',
    text: '很抱歉，您的领养申请未通过，原因请在申请详情中查看。',
    titleEn: 'Your application was not approved',
    textEn: 'We are sorry. You can read the reason in your application.',
  }),
  applicationAsked: () => ({
    title: '店铺有一个问题想问您',
    text: '店铺在审核您的申请时提出了问题，请尽快回复。',
    titleEn: 'The shop has a question',
    textEn: 'The shop asked something about your application. Please answer soon.',
  }),
  paused: () => ({
    title: '月付计划已暂停',
    text: '暂停期间不会扣款，也不会发货。您可以随时恢复。',
    titleEn: 'Your plan is paused',
    textEn: 'Nothing is charged or shipped while it is paused. You can resume at any time.',
  }),
  resumed: (c) => ({
    title: '月付计划已恢复',
    text: `计划已恢复，下一个扣款日是 ${c.date}。`,
    titleEn: 'Your plan is running again',
    textEn: `The next plan day is ${c.date}.`,
  }),
  late: (c) => ({
    title: `第 ${c.period} 期宽限期已过`,
    text: c.amountFen
      ? `第 ${c.period} 期仍未支付，按协议产生滞纳金 ${money(c)}（每期只收一次）。请到“我的领养”支付。`
      : `第 ${c.period} 期仍未支付，请到“我的领养”支付。`,
    titleEn: `The grace of period ${c.period} is over`,
    textEn: c.amountFen
      ? `Period ${c.period} is still unpaid. A late fee of ${money(c)} is owed, once for this period. Please pay under "My adoption".`
      : `Period ${c.period} is still unpaid. Please pay under "My adoption".`,
  }),
  suspended: () => ({
    title: '扣款和寄送已中止',
    text: '逾期的期数达到了协议约定，扣款和寄送已中止。全部付清后自动恢复。',
    titleEn: 'Charging and shipping have stopped',
    textEn: 'As many periods are overdue as the agreement names. Everything goes on by itself once all is paid.',
  }),
  ended: ({ detail: cause = '' }) =>
    cause === 'mandateMissing'
      ? {
          title: '合约已自动结束',
          text: '一直没有开通代扣，领养合约已自动结束，没有产生任何费用。您可以重新申请领养。',
          titleEn: 'Your contract has ended by itself',
          textEn: 'No mandate was given in time, so the contract has ended by itself. Nothing is owed, and you may apply again.',
        }
      : {
          title: '合约已终止',
          text: `${WHY_ENDED[cause]?.zh ?? '领养合约已终止'}，代扣协议同时关闭，不会再有扣款。需要退款的会原路退回，结算详情请在“我的领养”查看。`,
          titleEn: 'Your contract has ended',
          textEn: `${WHY_ENDED[cause]?.en ?? 'The contract has ended'}, and the mandate with it; nothing more is charged. Refunds go back to your Alipay. See "My adoption" for the settlement.`,
        },
  breached: () => ({
    title: '合约因逾期终止',
    text: '逾期的期数达到了协议约定，店铺已按违约条款终止合约。结算详情请在“我的领养”查看。',
    titleEn: 'Your contract was ended for arrears',
    textEn: 'The shop has ended the contract under its breach clause. See "My adoption" for the settlement.',
  }),
  endingAnnounced: (c) => ({
    title: '店铺通知：合约将终止',
    text: `店铺已通知，合约将于 ${c.date} 终止。在此之前照常履约，您也可以随时自行终止，不收取任何费用。`,
    titleEn: 'The shop has given notice',
    textEn: `The contract ends on ${c.date}. Until then everything goes on, and you may end it yourself at any time for free.`,
  }),
  mandateRevoked: ({ detail: cause }) =>
    cause === 'merchant'
      ? {
          title: '代扣协议已关闭',
          text: '店铺已按约关闭您的支付宝代扣协议，之后不会再有扣款。您无需任何操作。',
          titleEn: 'The mandate is closed',
          textEn: 'The shop has closed your Alipay mandate as agreed; nothing more will be withheld. There is nothing for you to do.',
        }
      : {
          title: '代扣协议已解约',
          text: '您的支付宝代扣协议已解约，后续期数不会自动扣款。如非本人操作，请联系店铺。',
          titleEn: 'The mandate was ended',
          textEn: 'Your Alipay mandate has ended; nothing more will be withheld. If this was not you, please contact the shop.',
        },
};

/** A message in Chinese and English. */
export const wordsOf = (content: Content): Words => WORDS[content.kind](content);
