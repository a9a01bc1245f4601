import { startMock } from './server.ts';

const { url } = await startMock('dist/h5', Number(process.env.PORT ?? 8790));
console.log(`mock of the gateway with the built H5: ${url}/s/tuantuan`);
