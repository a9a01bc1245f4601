import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { signatureHeaders } from '../src/adapters/signature.ts';
import { HANGZHOU } from './fulfillment-world.ts';

export interface PartnerRequest {
  method?: 'GET' | 'POST';
  path: string;
  body?: unknown;
  /** Sends these bytes instead of the ones that were signed. */
  tampered?: string;
  key?: { keyId: string; secret: string };
  timestamp?: string;
  nonce?: string;
}

/** Calls the partner API as a warehouse would; without a key it is the warehouse in Hangzhou. */
export async function callPartner(server: FastifyInstance, request: PartnerRequest) {
  const { method = 'POST', path, key = HANGZHOU, timestamp = String(Date.now()), nonce = randomUUID() } = request;
  const body = request.body === undefined ? '' : JSON.stringify(request.body);
  const headers = {
    ...signatureHeaders(key, { method, path, timestamp, nonce, body }),
    ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
  };
  const answer = await server.inject({ method, url: path, headers, ...(method === 'POST' ? { payload: request.tampered ?? body } : {}) });
  return { status: answer.statusCode, body: answer.json() };
}
