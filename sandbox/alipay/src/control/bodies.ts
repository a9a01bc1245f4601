/** JSON schemas of what the control API takes. Fastify answers 400 with the reason where a body does not fit. */
const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength }) as const;
const fen = { type: 'integer', minimum: 0, maximum: 1e14 } as const;
const score = { anyOf: [{ type: 'integer', minimum: 350, maximum: 950 }, { type: 'null' }] } as const;
const password = { type: 'string', pattern: '^\\d{6}$' } as const;
const flag = { type: 'boolean' } as const;

function object(properties: Record<string, unknown>, required: string[] = []) {
  return { type: 'object', additionalProperties: false, required, properties } as const;
}

export const BODIES = {
  app: object({ appGatewayUrl: { type: 'string', maxLength: 500 } }, ['appGatewayUrl']),
  merchant: object({ name: text(100), key: text(100) }, ['name', 'key']),
  merchantChange: object({ balanceFen: fen }),
  user: object(
    { key: text(100), name: text(50), phone: text(20), logonId: text(100), zhimaScore: score, balanceFen: fen, password, certNo: text(30) },
    ['key', 'name', 'phone'],
  ),
  userChange: object({
    name: text(50),
    zhimaScore: score,
    zhimaMember: flag,
    zhimaRefused: flag,
    enabled: flag,
    messagesRefused: flag,
    password,
    wrongPasswords: { type: 'integer', minimum: 0 },
    balanceFen: fen,
    bankCardFen: fen,
    huabeiFen: fen,
    behaviours: { type: 'array', items: { type: 'object' } },
  }),
  clock: object({ offsetMs: { type: 'integer' } }, ['offsetMs']),
  forge: object(
    {
      notifyId: text(64),
      merchant: text(100),
      outTradeNo: text(64),
      agreementNo: text(64),
      how: { enum: ['signature', 'app', 'authApp', 'seller', 'amount', 'status', 'fields'] },
      url: text(500),
      fields: { type: 'object', additionalProperties: { type: 'string' } },
      sameId: flag,
    },
    ['how'],
  ),
  sign: object({ signString: text(8000), user: text(100), password }, ['signString', 'user']),
  authCode: object({ user: text(100), app: text(100), scopes: { type: 'array', items: text(30) } }, ['user', 'app']),
  pay: object({ tradeNo: text(64), user: text(100), channel: { enum: ['balance', 'bankCard', 'huabei'] }, password }, ['tradeNo']),
} as const;
