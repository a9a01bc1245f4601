import type { ServiceDefinition } from '../rpc.ts';

interface Message {
  text: string;
}

const encode = (value: Message): Buffer => Buffer.from(JSON.stringify({ text: value.text }));
const decode = (value: Buffer): Message => JSON.parse(value.toString()) as Message;

function rpc(name: string) {
  return {
    path: `/petpact.kit.test.v1.EchoService/${name}`,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: encode,
    requestDeserialize: decode,
    responseSerialize: encode,
    responseDeserialize: decode,
  };
}

/** A service as ts-proto would generate it, for the specs of the kit itself. */
export const EchoService = { say: rpc('Say'), getSaid: rpc('GetSaid') } satisfies ServiceDefinition;
export type EchoService = typeof EchoService;
