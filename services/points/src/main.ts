import { runService } from '@petpact/kit/process';
import { z } from 'zod';
import { assemble, INDEXES } from './assemble.ts';

await runService({ name: 'points', config: z.object({}), indexes: INDEXES, start: assemble });
