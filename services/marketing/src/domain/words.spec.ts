import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Content, MessageKind } from './message.ts';
import { TEMPLATES, templateFor } from './opt-ins.ts';
import { wordsOf } from './words.ts';

/** Every kind by name; the compiler holds the list complete. */
const KINDS = Object.keys({
  chargeNotice: 1,
  paid: 1,
  chargeFailed: 1,
  overdue: 1,
  shipped: 1,
  delivered: 1,
  refunded: 1,
  overpaid: 1,
  activated: 1,
  completed: 1,
  applicationApproved: 1,
  applicationDeclined: 1,
  applicationAsked: 1,
  paused: 1,
  resumed: 1,
  mandateRevoked: 1,
  late: 1,
  suspended: 1,
  ended: 1,
  breached: 1,
  endingAnnounced: 1,
} satisfies Record<MessageKind, 1>) as MessageKind[];

const CAUSES = ['', 'adopterWish', 'petDied', 'petReturned', 'guaranteeIllness', 'shopBreach', 'shopWish', 'mandateMissing', 'merchant'];
const about = { contractId: 'C', period: 12, amountFen: 12_900, date: '2026-12-18', planDate: '2026-12-23' };
const all: Content[] = KINDS.flatMap((kind) => CAUSES.map((detail) => ({ ...about, kind, detail })));

/** What fits on a phone: a line for the title, a few lines for the text. */
const LONGEST = { title: 20, text: 120, titleEn: 50, textEn: 240 };

describe('the words of a message', () => {
  it('are short, and Chinese only where they should be', () => {
    for (const content of all) {
      const words = wordsOf(content);
      for (const part of ['title', 'text', 'titleEn', 'textEn'] as const) {
        assert.ok(words[part].length <= LONGEST[part], `${content.kind} ${content.detail}: ${part} has ${words[part].length}`);
        assert.doesNotMatch(words[part], /undefined|NaN/);
        assert.equal(/\p{Script=Han}/u.test(words[part]), !part.endsWith('En'), `${content.kind}: ${part}`);
      }
    }
  });
  it('go by one template each', () => {
    for (const kind of KINDS) assert.equal(TEMPLATES.filter(({ kinds }) => kinds.includes(kind)).length, 1, kind);
    assert.deepEqual(
      (['ended', 'breached', 'endingAnnounced', 'mandateRevoked'] as const).map((kind) => templateFor(kind)?.templateId),
      Array(4).fill('petpact-adoption'),
    );
  });
});
