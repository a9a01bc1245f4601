import { readFileSync } from 'node:fs';
import type { Server } from '@grpc/grpc-js';
import { loadFileDescriptorSetFromBuffer } from '@grpc/proto-loader';
import { ReflectionService } from '@grpc/reflection';

/** Lets tools such as grpcurl ask the server what it serves; from an image that `buf build` made. */
export function describeWith(image: string): (server: Server) => void {
  const described = new ReflectionService(loadFileDescriptorSetFromBuffer(readFileSync(image)));
  return (server) => described.addToServer(server);
}
