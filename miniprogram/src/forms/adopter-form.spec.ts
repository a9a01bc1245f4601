import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { wrongInAddress } from './address-form.ts';
import { isIdentityNumber, isPhone, wrongIn } from './adopter-form.ts';

const RIGHT = {
  name: '李小雨',
  phone: '13800138000',
  identityNumber: '11010519491231002X',
  region: '浙江省 杭州市',
  detail: '文三路 1 号',
};

describe('what the agreement needs about the adopter', () => {
  it('takes an identity number with the right check character only', () => {
    assert.ok(isIdentityNumber('11010519491231002X'));
    assert.ok(isIdentityNumber(' 11010519491231002x '));
    assert.ok(!isIdentityNumber('11010519491231003X'));
    assert.ok(!isIdentityNumber('110105491231002'));
  });

  it('takes mainland mobile numbers', () => {
    assert.ok(isPhone('13800138000'));
    assert.ok(!isPhone('02888001234'));
  });

  it('names every field that is missing or wrong', () => {
    assert.deepEqual(wrongIn(RIGHT), {});
    assert.deepEqual(wrongIn({ ...RIGHT, name: ' ', phone: '1', detail: '' }), { name: true, phone: true, detail: true });
  });

  it('leaves a masked number that is on file alone', () => {
    assert.deepEqual(wrongIn({ ...RIGHT, identityNumber: '110***********002X' }), {});
  });

  it('checks an address by the same rules', () => {
    assert.deepEqual(wrongInAddress({ ...RIGHT, isDefault: true }), {});
    assert.deepEqual(wrongInAddress({ ...RIGHT, phone: 'x', isDefault: true }), { phone: true });
  });
});
