/** The adopter's own hand on a contract: what can be done, and pausing and resuming. */
export const manage = {
  title: '管理合约',
  times: (used: number, of: number) => `已暂停 ${used} 次，共可暂停 ${of} 次`,
  notNow: {
    notStarted: '合约生效后可以暂停。',
    notOffered: '本计划不支持暂停。',
    usedUp: (times: number) => `已用完 ${times} 次暂停，不能再暂停或跳过。`,
    arrears: '有逾期未付的期款，付清后才能暂停。',
    mandateRevoked: '代扣已关闭，重新开通后才能暂停。',
    stopped: '扣款正在核实，暂时不能暂停，请联系领养馆。',
  },
};

export const pause = {
  title: '暂停扣款',
  open: '暂停扣款',
  heading: '暂停后会怎样',
  stops: (until: string, days: number) => `从现在起不扣款、不寄送，最晚到 ${until}（至多 ${days} 天）`,
  stopsFor: (days: number) => `从现在起不扣款、不寄送，至多 ${days} 天`,
  resumes: '到期自动恢复，各期计划日顺延；您也可以随时提前恢复',
  parcels: '已付款的口粮照常寄送',
  parcelsOf: (periods: string) => `${periods}已付款，口粮照常寄送`,
  charge: '确认暂停之前已经发出的扣款不受影响，暂停后会告诉您是哪一期',
  chargeOf: (period: number) => `第 ${period} 期正在扣款，无法撤回，可能仍会扣款`,
  reason: '暂停原因',
  reasons: { away: '出差/旅行', stocked: '囤粮充足', money: '资金周转', vet: '宠物就医', other: '其他' },
  own: '具体原因（选填）',
  ownHint: '最多 200 字',
  sure: '确认暂停',
  stay: '先不暂停',
  done: '已暂停扣款',
  doneUntil: (date: string) => `${date} 自动恢复，您也可以提前恢复。`,
  inFlight: (period: number) => `第 ${period} 期扣款已发出，可能仍会扣款。扣款成功的，口粮照常寄送。`,
  not: '现在不能暂停',
};

export const resume = {
  open: '恢复扣款',
  ask: '恢复后，从下一个来得及提前通知您的计划日继续扣款，每月的扣款日（几号）不变。',
  sure: '确认恢复',
  done: (date: string) => `已恢复，下个扣款日 ${date}`,
  doneNoDate: '已恢复扣款',
};
