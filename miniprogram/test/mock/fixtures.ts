import type { components } from '../../src/api/gen/schema';

type Schemas = components['schemas'];

const at = (text: string) => `${text}+08:00`;
const picture = (name: string) => `/api/v1/pictures/m1/${name}`;

export const SHOP: Schemas['Shop'] = {
  merchantId: 'm1',
  slug: 'tuantuan',
  name: '团团领养馆',
  intro: '2019 年开在老城区的小店。每一只毛孩子都做过体检和疫苗，我们只把它们交给认真的人。',
  city: '杭州',
  phone: '0571-88001234',
  address: '杭州市西湖区文三路 128 号 1 层',
  petCount: 12,
  planStart: 'signing',
  example: { skuName: '鲜萃鸡肉全价猫粮', amountFen: 12900, periods: 12, totalFen: 154800 },
  rules: {
    pauseTimesMax: 2,
    pauseDaysMax: 30,
    graceDays: 7,
    lateFeeFen: 0,
    coolingOffDays: 7,
    guaranteeDays: 15,
    terminationFeeBp: 1000,
    breachAfterOverdue: 3,
    breachFeeBp: 1000,
    welfarePeriods: 1,
    terminationNoticeDays: 7,
    merchantBreachFeeBp: 1000,
    shipWithinDays: 3,
    handoverWithinDays: 7,
    followUpDays: 30,
    suspendAfterOverdue: 2,
  } as Schemas['Rules'],
  sandbox: true,
  authUrl: '/mock-alipay/auth?app_id=1',
};

type Species = Schemas['Pet']['species'];
const pet = (petId: string, name: string, species: Species, breed: string, more: Partial<Schemas['Pet']> = {}): Schemas['Pet'] => ({
  petId,
  name,
  species,
  breed,
  sex: 'female',
  birthDate: '2026-03-02',
  colour: '橘白',
  weightGrams: 3450,
  health: { vaccines: ['猫三联 2/3', '狂犬'], dewormedDate: '2026-11-01', neutered: false, notes: '精神好，食欲好，耳道干净。' },
  story: `${name}是八月从小区救助来的。刚来的时候有点怕人，现在会主动蹭手，听见开罐头就跑过来。\n\n适合有耐心、家里不太吵的家庭。`,
  traits: ['亲人', '爱撒娇', '会用猫砂'],
  pictures: [picture(petId), picture(petId)],
  state: 'available',
  ...more,
});

export const PETS: Schemas['Pet'][] = [
  pet('tuanzi', '团子', 'cat', '中华田园猫', { pictures: [picture('tuanzi'), picture('tuanzi2')] }),
  pet('maidou', '麦兜', 'dog', '柴犬', {
    sex: 'male',
    birthDate: '2025-09-10',
    weightGrams: 8200,
    colour: '赤色',
    traits: ['活泼', '会握手'],
    pictures: [picture('maidou'), picture('maidou2')],
  }),
  pet('naicha', '奶茶', 'cat', '暹罗猫', { state: 'held', traits: ['话多', '粘人'], colour: '重点色' }),
  pet('bobo', '波波', 'rabbit', '垂耳兔', { weightGrams: 1600, colour: '白色', traits: ['安静'] }),
  pet('heidou', '黑豆', 'dog', '拉布拉多', {
    sex: 'male',
    birthDate: '2024-05-01',
    weightGrams: 24300,
    colour: '黑色',
    traits: ['稳重', '亲孩子'],
  }),
  pet('xiaoju', '小橘', 'cat', '橘猫', { state: 'adopted', sex: 'male' }),
];

const sku = (skuId: string, name: string, species: Species, planFen: number, retailFen: number, pic: string): Schemas['Sku'] => ({
  skuId,
  skuCode: skuId.toUpperCase(),
  name,
  brand: '毛家厨房',
  species,
  spec: '2 kg / 袋',
  description: '鲜肉制作，无谷物添加。',
  retailFen,
  planFen,
  pointsPrice: 12900,
  pictures: [picture(pic)],
  published: true,
});

export const FOODS: Schemas['Sku'][] = [
  sku('s1', '鲜萃鸡肉全价猫粮', 'cat', 12900, 15900, 'catfood'),
  sku('s2', '深海鱼全价猫粮', 'cat', 15900, 18900, 'catfood'),
  sku('s3', '牛肉蔬菜全价犬粮', 'dog', 14900, 17900, 'dogfood'),
  sku('s4', '提摩西干草兔粮', 'rabbit', 6900, 7900, 'rabbitfood'),
];

export const OFFER: Schemas['Offer'] = {
  tier: 'gold',
  monthlyLimitFen: 30000,
  periods: [12, 24],
  planStart: 'signing',
  skus: FOODS.slice(0, 2).map(({ skuId, name, spec, brand, planFen, retailFen, pictures }) => ({
    skuId,
    name,
    spec,
    brand,
    planFen,
    retailFen,
    picture: pictures[0],
    maxQuantity: 2,
  })),
};

export const PROFILE: Schemas['Profile'] = { adopterId: 'a1', name: '', phone: '', identityNumber: '', nickname: '小雨', complete: false };

export const POINTS: Schemas['PointsAccount'] = {
  balance: 437,
  debt: 0,
  lots: [
    { lotId: 'l1', left: 129, expireDate: '2027-11-22' },
    { lotId: 'l2', left: 308, expireDate: '2028-01-22' },
  ],
  rules: { pointsPerYuan: 1, streakLength: 3, streakBonus: 50, validMonths: 12 },
};

export const ENTRIES: Schemas['PointsEntry'][] = [
  { entryId: 'e3', kind: 'streakBonus', points: 50, contractId: 'c1', period: 3, atTime: at('2027-01-17T10:00:05') },
  { entryId: 'e2', kind: 'earn', points: 129, contractId: 'c1', period: 2, atTime: at('2026-12-17T10:00:05') },
  { entryId: 'e4', kind: 'reverse', points: -129, contractId: 'c1', period: 2, atTime: at('2026-12-19T11:20:00') },
  { entryId: 'e1', kind: 'earn', points: 129, contractId: 'c1', period: 1, atTime: at('2026-11-22T14:03:10') },
];

const message = (
  messageId: string,
  kind: string,
  zh: [string, string],
  en: [string, string],
  time: string,
  read: boolean,
): Schemas['Message'] => ({
  messageId,
  kind,
  title: { zh: zh[0], en: en[0] },
  text: { zh: zh[1], en: en[1] },
  atTime: at(time),
  read,
  delivery: read ? 'sent' : 'notSubscribed',
  contractId: 'c1',
  period: 2,
});

export const MESSAGES: Schemas['Message'][] = [
  message(
    'n1',
    'chargeNotice',
    ['第 2 期扣款提醒', '您的第 2 期口粮款 129.00 元将于 12 月 17 日起从支付宝扣款，扣款日 12 月 22 日。'],
    ['Period 2 will be charged', '129.00 yuan for period 2 will be deducted by Alipay from Dec 17 on; plan day Dec 22.'],
    '2026-12-12T09:00:00',
    false,
  ),
  message(
    'n2',
    'shipped',
    ['第 1 期口粮已发货', '鲜萃鸡肉全价猫粮 × 1，顺丰 SF1020304050。'],
    ['Period 1 is on its way', 'Chicken cat food × 1 by SF Express.'],
    '2026-11-23T16:30:00',
    true,
  ),
  message(
    'n3',
    'activated',
    ['领养合约已生效', '团子正式成为您的家人。'],
    ['Your contract is active', 'Tuanzi is now family.'],
    '2026-11-22T14:03:12',
    true,
  ),
];

export const OPT_INS: Schemas['OptIn'][] = [
  { templateId: 't1', title: { zh: '扣款前通知', en: 'Before each charge' }, granted: false },
  { templateId: 't2', title: { zh: '发货与签收', en: 'Shipped and delivered' }, granted: false },
  { templateId: 't3', title: { zh: '扣款结果', en: 'Result of a charge' }, granted: false },
];

const months = Array.from({ length: 12 }, (_, index) => {
  const month = 11 + index;
  return `${2026 + Math.floor((month - 1) / 12)}-${String(((month - 1) % 12) + 1).padStart(2, '0')}-22`;
});

export const planOf = (paid: number, state: Schemas['Plan']['state']): Schemas['Plan'] => ({
  contractId: 'c1',
  state,
  mandate: {
    state: state === 'awaitingMandate' ? 'none' : 'signed',
    agreementNo: '20265522011',
    singleCapFen: 12900,
    firstDate: '2026-11-22',
    payerLogon: '138****8000',
  },
  instalments: months.map((planDate, index) => ({
    period: index + 1,
    planDate,
    amountFen: 12900,
    state: index < paid ? 'paid' : 'scheduled',
    skuId: 's1',
    skuName: '鲜萃鸡肉全价猫粮',
    quantity: 1,
    tries: index < paid ? 1 : 0,
    lastRefusal: '',
    tradeNo: '',
    alipayTradeNo: index < paid ? `20261122220014${10000 + index}` : '',
    refundedFen: 0,
    ...(index < paid
      ? { paidTime: at(`${planDate.slice(0, 8)}${index === 0 ? '22T14:03:02' : '17T10:00:02'}`) }
      : { nextTryTime: at(`${planDate.slice(0, 8)}17T10:00:00`) }),
    ...(index > 0 && index <= paid ? { noticedTime: at(`${planDate.slice(0, 8)}12T09:00:00`) } : {}),
  })),
  totalFen: 154800,
  paidFen: 12900 * paid,
  nextStep: 'charge',
  version: paid + 2,
  dues: [],
  reason: '',
});

export const SHIPMENTS: Schemas['Shipment'][] = [
  {
    shipmentId: 'c1_1',
    contractId: 'c1',
    period: 1,
    adopterId: 'a1',
    state: 'shipped',
    skuName: '鲜萃鸡肉全价猫粮',
    quantity: 1,
    reason: '',
    tries: 1,
    version: 4,
    createdTime: at('2026-11-22T14:03:04'),
    shippedTime: at('2026-11-23T16:30:00'),
    parcels: [
      {
        parcelNo: 'p1',
        carrier: '顺丰速运',
        trackingNo: 'SF1020304050',
        status: 'outForDelivery',
        track: [
          { atTime: at('2026-11-23T16:30:00'), status: 'picked', text: '【杭州】顺丰速运已揽收' },
          { atTime: at('2026-11-24T02:10:00'), status: 'inTransit', text: '【杭州转运中心】已发出，下一站西湖区文三路营业点' },
          { atTime: at('2026-11-24T08:42:00'), status: 'outForDelivery', text: '【西湖区】快递员正在派送，电话 138****6677' },
        ],
      },
    ],
  },
];

/** Leaving after the cooling-off days, with everything that can stand in a settlement but what a shop owes. */
export const SETTLEMENT: Schemas['Settlement'] = {
  settlementId: 'settled-1',
  cause: 'adopterWish',
  coolingOff: false,
  effectiveDate: '2026-11-22',
  refundPeriods: [],
  refundFen: 0,
  keptPeriods: [1],
  keptFen: 12900,
  inFlightPeriod: 2,
  cancelledPeriods: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  cancelledFen: 141900,
  feeFen: 14190,
  feeBp: 1000,
  compensationFen: 0,
  compensationBp: 0,
};
