import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { classOf, type ErrorClass, isUncertain, LISTED_CODES } from './error-table.ts';

describe('the error table', () => {
  it('gives every listed code exactly one class', () => {
    const codes = LISTED_CODES.map(([code]) => code);
    assert.equal(new Set(codes).size, codes.length);
    for (const [code, errorClass] of LISTED_CODES) {
      assert.equal(classOf(code), errorClass);
      assert.equal(classOf(`ACQ.${code}`), errorClass);
    }
  });

  it('holds a code that is not listed to be unknown', () => {
    for (const code of ['ACQ.NEW_CODE', '', 'constructor', '__proto__', '40004']) assert.equal(classOf(code), 'unknown');
  });

  /** ALIPAY §5.3, row by row. */
  const rows: [ErrorClass, string[]][] = [
    [
      'payerCannotPayNow',
      [
        'BUYER_BALANCE_NOT_ENOUGH',
        'BUYER_BANKCARD_BALANCE_NOT_ENOUGH',
        'NO_PAYMENT_INSTRUMENTS_AVAILABLE',
        'BUYER_PAYMENT_AMOUNT_DAY_LIMIT_ERROR',
        'BUYER_PAYMENT_AMOUNT_MONTH_LIMIT_ERROR',
        'ERROR_BALANCE_PAYMENT_DISABLE',
        'PAYMENT_FAIL',
      ],
    ],
    ['unknown', ['SYSTEM_ERROR']],
    ['dateNotMatch', ['CYCLE_PAY_DATE_NOT_MATCH']],
    ['ruleBroken', ['CYCLE_PAY_SINGLE_FEE_EXCEED', 'CYCLE_PAY_TOTAL_FEE_EXCEED', 'CYCLE_PAY_TOTAL_TIMES_EXCEED']],
    ['agreementGone', ['AGREEMENT_NOT_EXIST', 'AGREEMENT_INVALID', 'AGREEMENT_STATUS_NOT_NORMAL', 'AGREEMENT_ERROR', 'PAYER_UNMATCHED']],
    ['limits', ['OVER_MAX_DEDUCT_COUNT', 'OVER_MAX_UNDER_WAY_DEDUCT_COUNT', 'OVER_DEDUCT_PERIOD', 'OVER_MERCHANT_DAILY_DEDUCT_AMOUNT']],
    ['numberReused', ['TRADE_HAS_SUCCESS', 'TRADE_HAS_CLOSE', 'CONTEXT_INCONSISTENT']],
    [
      'stopManual',
      [
        'PAYMENT_REQUEST_HAS_RISK',
        'BUYER_ENABLE_STATUS_FORBID',
        'MERCHANT_STATUS_NOT_NORMAL',
        'MERCHANT_AGREEMENT_NOT_EXIST',
        'MERCHANT_AGREEMENT_INVALID',
        'SELLER_BEEN_BLOCKED',
        'ACCESS_FORBIDDEN',
      ],
    ],
    ['badRequest', ['INVALID_PARAMETER', 'TOTAL_FEE_EXCEED', 'EXIST_FORBIDDEN_WORD']],
  ];
  for (const [errorClass, codes] of rows) {
    it(`answers ${errorClass} for the deduction codes of that row`, () => {
      for (const code of codes) assert.equal(classOf(`ACQ.${code}`), errorClass, code);
    });
  }

  it('never calls a code certain that may hide a success', () => {
    for (const code of [
      'SYSTEM_ERROR',
      'CYCLE_PAY_DATE_NOT_MATCH',
      'TRADE_HAS_SUCCESS',
      'TRADE_STATUS_ERROR',
      'DISCORDANT_REPEAT_REQUEST',
    ]) {
      assert.equal(isUncertain(classOf(`ACQ.${code}`)), true, code);
    }
  });
});
