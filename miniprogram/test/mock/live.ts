import { createHash } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** First byte of a closing frame. */
const CLOSE = 0x88;

/** A short text as one WebSocket frame from the server (RFC 6455 §5.2). */
const frame = (text: string) => {
  const body = Buffer.from(text);
  return Buffer.concat([Buffer.from([0x81, body.length]), body]);
};

/** The gateway's live line, one way: greets whoever connects, then sends hints. */
export const serveLive = (server: Server) => {
  const lines = new Set<Duplex>();
  server.on('upgrade', (request: IncomingMessage, line: Duplex) => {
    const accept = createHash('sha1')
      .update(request.headers['sec-websocket-key'] + GUID)
      .digest('base64');
    line.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`);
    line.once('data', () => {
      line.write(frame('{"kind":"ready"}'));
      lines.add(line);
    });
    line.on('data', (data: Buffer) => data[0] === CLOSE && line.destroy());
    line.on('error', () => undefined);
    line.on('close', () => lines.delete(line));
  });
  return {
    hint: (kind: string, id: string) => {
      for (const line of lines) line.write(frame(JSON.stringify({ kind, id, version: 1 })));
    },
    drop: () => {
      for (const line of lines) line.destroy();
    },
    get count() {
      return lines.size;
    },
  };
};
