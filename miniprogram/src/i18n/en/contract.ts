import type {
  active as zhActive,
  agreement as zhAgreement,
  identity as zhIdentity,
  mandate as zhMandate,
  plan as zhPlan,
  sign as zhSign,
} from '../zh/contract';

export const plan: typeof zhPlan = {
  title: 'Your plan',
  heading: 'Choose food and periods',
  limit: 'Your monthly limit',
  food: 'Food',
  quantity: 'Pieces a period',
  pieces: (n) => `${n}`,
  periods: 'Periods',
  perMonth: 'A period',
  sum: (amount, periods) => `${amount} × ${periods} periods`,
  total: 'Total',
  next: 'Next: your details',
  noFood: 'No food within your limit',
  noFoodText: 'Please talk to the shop.',
  start: {
    signing: 'Period 1 is charged once deductions are allowed, then on the same day each month.',
    handover: 'Charging starts when your pet is home and both sides have confirmed.',
  },
};

export const identity: typeof zhIdentity = {
  title: 'Your details',
  heading: 'The adopter in the agreement',
  text: 'Only for the agreement and your parcels. Stored encrypted.',
  name: 'Name',
  nameHint: 'As on your identity card',
  phone: 'Mobile phone',
  phoneHint: '11 digits',
  identityNumber: 'Identity number',
  identityHint: '18 characters',
  address: 'Delivery address',
  region: 'Region',
  regionHint: 'Province, city, district',
  detail: 'Street and number',
  detailHint: 'Street, building, door',
  another: 'Use a new address',
  next: 'Next: read the agreement',
  wrong: {
    name: 'Please enter your name',
    phone: 'Please enter 11 digits',
    identityNumber: 'This number is not valid',
    region: 'Please enter the region',
    detail: 'Please enter the address',
  },
  saved: 'Stored encrypted',
};

export const agreement: typeof zhAgreement = {
  title: 'The agreement',
  scroll: 'Please read to the end before signing',
  read: 'I have read it; sign now',
  signed: 'Signed agreement',
  official: 'Same text as the signed PDF. The Chinese version decides.',
  summary: 'In short',
};

export const sign: typeof zhSign = {
  title: 'Signature',
  heading: 'Sign in the box',
  pad: 'Signature area: sign with your finger or mouse',
  clear: 'Clear',
  submit: 'Sign the agreement',
  empty: 'Please sign first',
  consentMissing: 'Please tick the box',
  working: 'Making the digitally signed agreement…',
  seal: 'Shop and platform then add their digital signatures. Any later change shows.',
};

export const mandate: typeof zhMandate = {
  title: 'Deductions',
  heading: 'Allow monthly deductions by Alipay',
  first: 'First deduction',
  firstNow: 'Right after you confirm',
  cap: 'Most per deduction',
  payee: 'Paid to',
  notice: 'From period 2 on you hear at least 5 days before each deduction.',
  stop: 'Pause any time, or close it inside Alipay.',
  go: 'Confirm at Alipay',
  agree: 'I agree to the deduction of each period as agreed',
  agreeMissing: 'Please tick the box first',
  waiting: 'Asking Alipay…',
  waitingText: "Alipay's answer counts. It takes a few seconds.",
  notYet: 'Alipay has not confirmed yet. You can try again.',
  preparing: 'Your plan is being prepared. A few seconds, please.',
  again: 'Ask again',
  signed: 'The agreement is signed',
  handoverFirst: 'The shop will agree with you on the day your pet comes home. After that you allow deductions here.',
  cancelled: 'You have not confirmed at Alipay. Tap again when you are ready.',
};

export const active: typeof zhActive = {
  title: 'Adopted',
  heading: (name) => `Welcome home, ${name}`,
  text: 'Your contract is active.',
  handoverText: 'Deductions are allowed. Come and take your pet home.',
  settling: 'Your contract is becoming active…',
  next: 'What happens next',
  subscribe: 'Notify me before charges and of parcels',
  subscribed: 'Notices are on',
  see: 'See my adoption',
};
