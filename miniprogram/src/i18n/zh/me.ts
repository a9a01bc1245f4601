export const me = {
  title: '我的',
  visitor: '未登录',
  addresses: '收货地址',
  points: '履约积分',
  messages: '消息',
  notices: '通知设置',
  language: '语言',
  languages: { zh: '简体中文', en: 'English' },
  logOut: '退出登录',
  logOutAsk: '确定退出登录吗？',
  profile: '领养人信息',
  complete: '已完善',
  incomplete: '待完善',
  shopInfo: '关于本店',
};

export const addresses = {
  title: '收货地址',
  add: '新增地址',
  edit: '编辑地址',
  remove: '删除',
  removeAsk: '删除这个地址吗？',
  isDefault: '默认地址',
  makeDefault: '设为默认地址',
  none: '还没有地址',
  noneText: '口粮会寄到这里。',
  receiver: '收货人',
  save: '保存',
  saved: '已保存',
};

export const points = {
  title: '履约积分',
  balance: '可用积分',
  debt: (n: number) => `因退款待抵扣 ${n} 分`,
  rules: '积分规则',
  earn: (n: number) => `每实付 1 元得 ${n} 分`,
  streak: (length: number, bonus: number) => `连续 ${length} 期按时扣款，额外得 ${bonus} 分`,
  valid: (months: number) => `积分 ${months} 个月内有效`,
  expiring: (n: number, date: string) => `${n} 分将于 ${date} 到期`,
  history: '积分明细',
  kinds: { earn: '扣款奖励', streakBonus: '连续履约奖励', reverse: '退款收回', expire: '到期', spend: '使用' },
  none: '还没有积分',
  noneText: '每期扣款成功后自动到账。',
};

export const messages = {
  title: '消息',
  none: '没有消息',
  noneText: '扣款前通知、发货和签收都会出现在这里。',
  unread: '未读',
  delivery: { queued: '发送中', sent: '已推送到支付宝', notSubscribed: '仅站内', failed: '仅站内' } as Record<string, string>,
  kinds: { chargeNotice: '扣款前通知' } as Record<string, string>,
};

export const notices = {
  title: '通知设置',
  text: '开启后，重要提醒会推送到支付宝消息。站内消息总会保留。',
  on: '已开启',
  off: '未开启',
};

export const clock = {
  open: '测试时钟',
  title: '测试时钟',
  text: '沙箱专用：把平台的时间往前走，看扣款、发货和积分如何发生。',
  now: '平台时间',
  day: '+1 天',
  period: '+1 期',
  end: '走到合约结束',
  running: (date: string) => `正在前往 ${date}`,
  arrived: (date: string) => `已到 ${date}`,
  waitingFor: (names: string) => `等待：${names}`,
  noContract: '还没有生效的合约',
};

export const app = {
  back: '返回',
  close: '关闭',
  retry: '重试',
  cancel: '取消',
  sure: '确定',
  loading: '加载中',
  failed: '出了点问题',
  noAnswer: '网络不通，请检查后重试。',
  unavailable: '服务暂时不可用，请稍后再试。',
  notFound: '没有找到这家领养馆',
  notFoundText: '请检查链接是否完整。',
  pictureMissing: '图片暂缺',
  less: '减少',
  more: '增加',
  sandbox: '沙箱环境，不会真实扣款',
  safe: '由支付宝提供支付与信用服务',
  copied: '已复制',
};
