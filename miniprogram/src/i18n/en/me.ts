import type {
  addresses as zhAddresses,
  app as zhApp,
  clock as zhClock,
  me as zhMe,
  messages as zhMessages,
  notices as zhNotices,
  points as zhPoints,
} from '../zh/me';

export const me: typeof zhMe = {
  title: 'Me',
  visitor: 'Not logged in',
  addresses: 'Addresses',
  points: 'Points',
  messages: 'Messages',
  notices: 'Notifications',
  language: 'Language',
  languages: { zh: '简体中文', en: 'English' },
  logOut: 'Log out',
  logOutAsk: 'Log out now?',
  profile: 'Adopter details',
  complete: 'Complete',
  incomplete: 'To be completed',
  shopInfo: 'About the shop',
};

export const addresses: typeof zhAddresses = {
  title: 'Addresses',
  add: 'Add an address',
  edit: 'Edit address',
  remove: 'Remove',
  removeAsk: 'Remove this address?',
  isDefault: 'Default',
  makeDefault: 'Make it the default',
  none: 'No address yet',
  noneText: 'Your food is sent here.',
  receiver: 'Receiver',
  save: 'Save',
  saved: 'Saved',
};

export const points: typeof zhPoints = {
  title: 'Points',
  balance: 'Your balance',
  debt: (n) => `${n} to be set off for a refund`,
  rules: 'How it works',
  earn: (n) => `${n} per yuan paid`,
  streak: (length, bonus) => `${bonus} extra for ${length} periods in a row`,
  valid: (months) => `Valid for ${months} months`,
  expiring: (n, date) => `${n} expire on ${date}`,
  history: 'History',
  kinds: { earn: 'For a payment', streakBonus: 'For a streak', reverse: 'Taken back after a refund', expire: 'Expired', spend: 'Spent' },
  none: 'No points yet',
  noneText: 'They arrive with each payment.',
};

export const messages: typeof zhMessages = {
  title: 'Messages',
  none: 'No messages',
  noneText: 'Notices before charges, and news of parcels, show up here.',
  unread: 'Unread',
  delivery: { queued: 'Being sent', sent: 'Pushed to Alipay', notSubscribed: 'Here only', failed: 'Here only' },
  kinds: { chargeNotice: 'Before a charge' },
};

export const notices: typeof zhNotices = {
  title: 'Notifications',
  text: 'Important notices are then pushed to Alipay. They are always kept here too.',
  on: 'On',
  off: 'Off',
};

export const clock: typeof zhClock = {
  open: 'Test clock',
  title: 'Test clock',
  text: "Sandbox only: move the platform's time on and watch charges, parcels and points happen.",
  now: 'Platform time',
  day: '+1 day',
  period: '+1 period',
  end: 'To the end of the contract',
  running: (date) => `On the way to ${date}`,
  arrived: (date) => `Arrived at ${date}`,
  waitingFor: (names) => `Waiting for ${names}`,
  noContract: 'No active contract yet',
};

export const app: typeof zhApp = {
  back: 'Back',
  close: 'Close',
  retry: 'Try again',
  cancel: 'Cancel',
  sure: 'OK',
  loading: 'Loading',
  failed: 'Something went wrong',
  noAnswer: 'No connection. Please check and try again.',
  unavailable: 'The service is not available just now. Please try again.',
  notFound: 'No such shop',
  notFoundText: 'Please check the link.',
  pictureMissing: 'No picture',
  less: 'Less',
  more: 'More',
  sandbox: 'Sandbox: no real money moves',
  safe: 'Payment and credit by Alipay',
  copied: 'Copied',
};
