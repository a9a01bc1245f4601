import { SetupProblem } from '@petpact/embedded-mongo/java-program';
import { prepareEmbedded } from '@petpact/embedded-mongo/launch';
import { prepareKafka } from './kafka.ts';

try {
  await prepareEmbedded(console.log);
  await prepareKafka(console.log);
} catch (error) {
  console.error(error instanceof SetupProblem ? error.message : error);
  process.exit(1);
}
