import type { zh } from '../zh';
import * as adoption from './adoption';
import * as contract from './contract';
import * as journey from './journey';
import * as leave from './leave';
import * as me from './me';
import * as pause from './pause';
import * as shop from './shop';

export const en: typeof zh = { ...shop, ...journey, ...contract, ...adoption, ...leave, ...me, ...pause };
