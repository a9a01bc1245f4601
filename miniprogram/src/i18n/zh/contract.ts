export const plan = {
  title: '选择方案',
  heading: '选口粮和期数',
  limit: '您的每月额度',
  food: '口粮',
  quantity: '每期数量',
  pieces: (n: number) => `${n} 份`,
  periods: '期数',
  perMonth: '每期',
  sum: (amount: string, periods: number) => `${amount} × ${periods} 期`,
  total: '总价',
  next: '下一步：填写信息',
  noFood: '额度内暂无可选口粮',
  noFoodText: '请联系领养馆。',
  start: {
    signing: '第 1 期在开通代扣后立即扣款，之后每月同一天为扣款日。',
    handover: '接宠物回家、双方确认后开始扣款。',
  },
};

export const identity = {
  title: '领养人信息',
  heading: '协议上的领养人',
  text: '仅用于签署协议和寄送口粮，加密保存。',
  name: '姓名',
  nameHint: '与身份证一致',
  phone: '手机号',
  phoneHint: '11 位手机号',
  identityNumber: '身份证号',
  identityHint: '18 位身份证号',
  address: '收货地址',
  region: '所在地区',
  regionHint: '省 市 区',
  detail: '详细地址',
  detailHint: '街道、小区、门牌号',
  another: '使用新地址',
  next: '下一步：阅读协议',
  wrong: {
    name: '请填写姓名',
    phone: '请填写 11 位手机号',
    identityNumber: '身份证号不正确',
    region: '请填写所在地区',
    detail: '请填写详细地址',
  },
  saved: '已加密保存',
};

export const agreement = {
  title: '阅读协议',
  scroll: '请读到最后再签署',
  read: '我已阅读，去签名',
  signed: '已签署的协议',
  official: '本页内容与签署版 PDF 一致，以中文为准。',
  summary: '要点',
};

export const sign = {
  title: '签名',
  heading: '请在框内亲手签名',
  pad: '手写签名区，请用手指或鼠标签名',
  clear: '重写',
  submit: '确认签署',
  empty: '请先签名',
  consentMissing: '请勾选同意',
  working: '正在生成带数字签名的协议…',
  seal: '签署后，领养馆与平台会分别加盖数字签名，任何改动都能被发现。',
};

export const mandate = {
  title: '开通代扣',
  heading: '授权支付宝按月代扣',
  first: '首期扣款',
  firstNow: '开通后立即扣款',
  cap: '单次上限',
  payee: '收款方',
  notice: '第 2 期起，每次扣款前至少 5 天通知您。',
  stop: '可随时暂停，也可在支付宝里关闭代扣。',
  go: '去支付宝确认',
  agree: '我同意按协议每期自动扣款',
  agreeMissing: '请先勾选同意',
  waiting: '正在向支付宝核实…',
  waitingText: '以支付宝的结果为准，一般几秒钟。',
  notYet: '支付宝还没有确认代扣，您可以再试一次。',
  preparing: '月付计划正在准备，请稍等几秒。',
  again: '再查一次',
  cancelled: '您还没有在支付宝确认。准备好了再点一次就行。',
};

export const active = {
  title: '领养成功',
  heading: (name: string) => `欢迎${name}回家`,
  text: '合约已生效。',
  handoverText: '代扣已开通，等您来接 TA 回家。',
  settling: '合约正在生效…',
  next: '接下来',
  subscribe: '接收扣款前和物流通知',
  subscribed: '已开启通知',
  see: '查看我的领养',
};
