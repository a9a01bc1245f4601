import type { Handlers } from './handlers.ts';
import { adoptionOperations } from './operations/adoption.ts';
import { alipayOperations } from './operations/alipay.ts';
import { shopKeepingOperations } from './operations/catalog.ts';
import { consoleOperations } from './operations/console.ts';
import { meOperations } from './operations/me.ts';
import { sandboxOperations } from './operations/sandbox.ts';
import { sessionOperations } from './operations/session.ts';
import { shopOperations } from './operations/shop.ts';
import type { Ports } from './ports.ts';

/** Every operation of the contract; the compiler names one that is missing. */
export const handlersOf = (ports: Ports): Handlers => ({
  ...shopOperations(ports),
  ...sessionOperations(ports),
  ...alipayOperations(ports),
  ...sandboxOperations(ports),
  ...meOperations(ports),
  ...adoptionOperations(ports),
  ...consoleOperations(ports),
  ...shopKeepingOperations(ports),
});
