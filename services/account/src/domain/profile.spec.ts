import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { civilDate } from '@petpact/kit/civil-date';
import { checkIdentityNumber, checkName, checkPhone, maskIdentityNumber } from './profile.ts';

const today = civilDate('2026-11-23');
const refuses = (reason: string, act: () => unknown) => assert.throws(act, { reason });

describe("an adopter's profile", () => {
  it('takes an identity number with the right check character', () => {
    assert.equal(checkIdentityNumber('11010519491231002x', today), '11010519491231002X');
  });
  it('refuses a number with one digit changed', () => {
    refuses('INVALID_IDENTITY_NUMBER', () => checkIdentityNumber('11010519491231003X', today));
  });
  it('refuses a number whose birthday does not exist', () => {
    refuses('INVALID_IDENTITY_NUMBER', () => checkIdentityNumber('110105194913310020', today));
  });
  it('refuses a person who is not of age today', () => {
    refuses('UNDER_AGE', () => checkIdentityNumber('110105201012310019', today));
  });
  it('takes Chinese names and refuses digits in them', () => {
    assert.equal(checkName(' 林小满 '), '林小满');
    refuses('INVALID_NAME', () => checkName('林1'));
  });
  it('takes mobile numbers only', () => {
    assert.equal(checkPhone('138 0013 8000'), '13800138000');
    refuses('INVALID_PHONE', () => checkPhone('010-12345678'));
  });
  it('shows four digits of an identity number and no more', () => {
    assert.equal(maskIdentityNumber('11010519491231002X'), '110***********002X');
  });
});
