/** What the contract says in figures: shares as they are read. */
interface Agreed {
  breachAfter: number;
  breachFee: string;
  shopFee: string;
  noticeDays: number;
  guaranteeDays: number;
}

/** An end of a contract before its time. */
export const ending = {
  action: '终止合约',
  title: '终止这份合约',
  rolesOnly: '只有店主和店长可以终止合约',
  pickCause: '为什么终止',
  causes: {
    petDied: ['宠物离世', () => '领养人不承担解除费用；已付款未发货的期数全额退还。'],
    petReturned: ['宠物已交还本店', () => '不收取解除费用；已付款未发货的期数全额退还，宠物回到草稿状态。'],
    guaranteeIllness: [
      '保障期内患病',
      ({ guaranteeDays }) => `交接后 ${guaranteeDays} 天的健康保障期内患病：领养人不承担解除费用；已付款未发货的期数全额退还。`,
    ],
    shopBreach: ['本店违约', ({ shopFee }) => `全额退还已付款未发货的期数，并按该款项的 ${shopFee} 向领养人支付违约金。`],
    shopWish: [
      '本店依约解除',
      ({ noticeDays }) => `须提前 ${noticeDays} 天通知，领养人会立即收到通知；到期前照常履约，领养人可随时免费终止。`,
    ],
    adopterBreach: [
      '领养人违约',
      ({ breachAfter, breachFee }) => `同时逾期达 ${breachAfter} 期：领养人应付未付期款总额 ${breachFee} 的违约金。`,
    ],
  } as Record<string, [name: string, text: (agreed: Agreed) => string]>,
  breachNeeds: (overdue: number, after: number) => `目前逾期 ${overdue} 期，协议约定 ${after} 期`,
  announcedAlready: (date: string) => `已通知领养人，将于 ${date} 终止`,
  reason: '原因（领养人会看到）',
  reasonHint: '例如：已收到兽医证明。',
  preview: '查看结算',
  previewTitle: '结算预览',
  back: '返回修改',
  sure: '确认终止',
  announce: '通知领养人并到期终止',
  onTheDay: '合约到这一天才终止，结算以当天的情况为准。',
  shopPays: '违约金由本店另行支付给领养人，不经系统代付。',
  changed: '结算内容刚刚有变化，已按最新数字显示，请核对后再确认。',
  done: '合约已终止',
  announced: (date: string) => `已通知领养人，合约将于 ${date} 终止`,
  underWay: '终止已受理，正在停止扣款',
  stands: { announced: '已通知，未到期', underWay: '处理中', over: '已终止' },
  effective: '终止日期',
  lines: {
    refund: '退还（未发货）',
    kept: '不退（已发货）',
    inFlight: '扣款中，若成功自动退回',
    cancelled: '不再扣款',
    fee: '领养人应付费用',
    compensation: '本店应付违约金',
  },
  period: (from: number, to: number) => (from === to ? `第 ${from} 期` : `第 ${from}–${to} 期`),
  and: '、',
  share: (rate: string, of: string) => `${of} 的 ${rate}`,
  nothing: '没有需要结算的款项',
  card: '终止与结算',
  cause: '原因',
  by: '提出方',
  words: '说明',
  wanted: '提出时间',
  adopterWish: '领养人解除',
  mandateMissing: '未开通代扣，自动结束',
  dues: '应付费用',
  dueKinds: { lateFee: '滞纳金', terminationFee: '解除费用', breachFee: '违约金' },
  dueStates: { open: '待支付', paid: '已支付', waived: '已免除' },
  stop: {
    title: '紧急停扣',
    text: '发现账目不对时，可立即停止本店的全部扣款。已发出的扣款会照常核实。',
    press: '停止全部扣款',
    pressText: '按下后，本店不会再发起任何扣款，直到店主恢复。停扣期间错过的期数会顺延，领养人不会因此逾期。',
    reason: '原因（会记入操作记录）',
    stopped: '已停止全部扣款',
    now: '全部扣款已停止',
    release: '恢复扣款',
    releaseAsk: '恢复本店的扣款？',
    releaseText: '一小时内开始补做到期的扣款；错过日期的期数顺延到下个月。',
    released: '已恢复扣款',
    ownerOnly: '只有店主可以恢复',
    managersOnly: '只有店主和店长可以停扣',
  },
  ending: '正在终止合约，不会再发起扣款',
  unsign: '正在向支付宝解约代扣',
  late: (period: number, moment: string) => `第 ${period} 期宽限期到 ${moment} 为止`,
};
