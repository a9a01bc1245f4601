import { Conflict, Refusal, type RefusalKind, Unavailable } from '@petpact/kit/refusal';

/** Every reason the partner API gives, with its status and its sentence. `partner-api.yaml` lists the same. */
export const PROBLEMS = {
  INVALID_REQUEST: [400, '请求内容不符合接口约定'],
  INVALID_PAGE_TOKEN: [400, '翻页标记无效，请从第一页重新查询'],
  UNSIGNED: [401, '缺少签名请求头，或请求头格式不正确'],
  UNKNOWN_KEY: [401, '密钥编号不存在或已停用'],
  BAD_SIGNATURE: [401, '签名不正确'],
  STALE_TIMESTAMP: [401, '时间戳与平台时间相差超过 300 秒'],
  NONCE_REUSED: [401, '随机串已使用过，请换一个重新签名'],
  SHIPMENT_NOT_FOUND: [404, '没有这张发货单'],
  NOT_FOUND: [404, '没有这个接口'],
  SHIPMENT_NOT_SUBMITTED: [409, '发货单尚未下发到仓库'],
  SHIPMENT_REFUSED: [409, '发货单已拒单并退款，请勿发货'],
  SHIPMENT_ALREADY_SHIPPED: [409, '发货单已发货，不能再拒单'],
  BUSY: [409, '发货单正在被更新，请稍后重试'],
  BODY_TOO_LARGE: [413, '请求内容超过 256 kB'],
  UNSUPPORTED_MEDIA_TYPE: [415, '请求内容须为 application/json'],
  INTERNAL: [500, '平台内部错误，请稍后重试'],
  UNAVAILABLE: [503, '平台暂不可用，请稍后重试'],
} as const satisfies Record<string, readonly [number, string]>;

export type ProblemCode = keyof typeof PROBLEMS;

export interface Problem {
  status: number;
  body: { code: ProblemCode; message: string };
}

export function problem(code: ProblemCode): Problem {
  const [status, message] = PROBLEMS[code];
  return { status, body: { code, message } };
}

const BY_KIND: Record<RefusalKind, ProblemCode> = {
  notFound: 'SHIPMENT_NOT_FOUND',
  invalid: 'INVALID_REQUEST',
  precondition: 'BUSY',
  denied: 'SHIPMENT_NOT_FOUND',
};

const BY_HTTP: Readonly<Record<number, ProblemCode>> = { 413: 'BODY_TOO_LARGE', 415: 'UNSUPPORTED_MEDIA_TYPE', 404: 'NOT_FOUND' };

/** What a warehouse is told about an error; of one that is ours it learns nothing but that. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Refusal) return problem(Object.hasOwn(PROBLEMS, error.reason) ? (error.reason as ProblemCode) : BY_KIND[error.kind]);
  if (error instanceof Conflict) return problem('BUSY');
  if (error instanceof Unavailable) return problem('UNAVAILABLE');
  const { statusCode = 500 } = error as { statusCode?: number };
  if (statusCode >= 500) return problem('INTERNAL');
  return problem(BY_HTTP[statusCode] ?? 'INVALID_REQUEST');
}
