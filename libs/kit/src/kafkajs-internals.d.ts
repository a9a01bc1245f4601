// The parts of kafkajs 2.2.4 that it does not type; see kafka-idle.ts and kafka-lag.ts for why they are needed.
declare module 'kafkajs/src/network/requestQueue/index.js' {
  const RequestQueue: { prototype: object };
  export default RequestQueue;
}
