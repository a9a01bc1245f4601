import { folderBlobStore } from '@petpact/kit/blob-store';
import { runService } from '@petpact/kit/process';
import { z } from 'zod';
import { assemble, INDEXES } from './assemble.ts';

const config = z.object({
  /** Folder for pictures. */
  BLOB_DIR: z.string().min(1),
});

await runService({
  name: 'catalog',
  config,
  indexes: INDEXES,
  start: (ports) => assemble({ ...ports, blobs: folderBlobStore(ports.config.BLOB_DIR) }),
});
