import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Activity } from './activity.ts';
import { WorkReport } from './work-report.ts';

describe('what a service tells the test clock', () => {
  it('names the earliest due instant and who is busy', async () => {
    const activity = new Activity();
    const report = new WorkReport(activity);
    report.add({ name: 'charges', look: async () => ({ idle: true, nextDue: new Date('2026-12-06T02:00:00Z') }) });
    report.add({ name: 'notices', look: async () => ({ idle: true, nextDue: new Date('2026-12-05T02:00:00Z') }) });
    report.add({ name: 'outbox', look: async () => ({ idle: false }) });
    activity.note();
    assert.deepEqual(await report.report(), { nextDue: '2026-12-05T02:00:00.000Z', idle: false, activity: 1, busy: ['outbox'] });
  });

  it('counts who cannot tell as busy', async () => {
    const report = new WorkReport(new Activity());
    report.add({ name: 'charges', look: () => Promise.reject(new Error('store is down')) });
    assert.deepEqual(await report.report(), { nextDue: null, idle: false, activity: 0, busy: ['charges'] });
  });
});
