import type { manage as zhManage, pause as zhPause, resume as zhResume } from '../zh/pause';

export const manage: typeof zhManage = {
  title: 'Manage the contract',
  times: (used, of) => `Paused ${used} of ${of} times`,
  notNow: {
    notStarted: 'You can pause once the contract is active.',
    notOffered: 'This plan cannot be paused.',
    usedUp: (times) => `All ${times} pauses are used: no more pausing or skipping.`,
    arrears: 'A period is overdue. You can pause once it is paid.',
    mandateRevoked: 'Deductions are closed. You can pause once you have allowed them again.',
    stopped: 'Charging is being checked, so it cannot be paused now. Please talk to the shop.',
  },
};

export const pause: typeof zhPause = {
  title: 'Pause deductions',
  open: 'Pause deductions',
  heading: 'What a pause means',
  stops: (until, days) => `From now on nothing is charged and nothing is sent, until ${until} at the latest (up to ${days} days)`,
  stopsFor: (days) => `From now on nothing is charged and nothing is sent, for up to ${days} days`,
  resumes: 'Then it goes on by itself, and all plan days move on. You may also resume earlier, at any time',
  parcels: 'Food that is paid for still comes',
  parcelsOf: (periods) => `Food that is paid for still comes: ${periods}`,
  charge: 'A charge made before you confirm is not called back; you are told which one it is',
  chargeOf: (period) => `Period ${period} is being charged right now. It is not called back and may still go through`,
  reason: 'Why you pause',
  reasons: { away: 'Away from home', stocked: 'Enough food in stock', money: 'Money is tight', vet: 'Pet at the vet', other: 'Other' },
  own: 'Your reason (optional)',
  ownHint: 'Up to 200 characters',
  sure: 'Pause now',
  stay: 'Do not pause',
  done: 'Deductions are paused',
  doneUntil: (date) => `It goes on by itself on ${date}. You may resume earlier.`,
  inFlight: (period) => `The charge of period ${period} is already on its way and may still go through. If it does, its food is sent.`,
  not: 'No pause for now',
};

export const resume: typeof zhResume = {
  open: 'Resume deductions',
  ask: 'Charging goes on with the next plan day that leaves time to tell you before. The day of the month stays the same.',
  sure: 'Resume now',
  done: (date) => `Resumed. Next plan day: ${date}`,
  doneNoDate: 'Deductions resumed',
};
