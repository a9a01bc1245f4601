/** Which code may know which. Every rule is proved to fire by test/rules.spec.ts. */
module.exports = {
  forbidden: [
    { name: 'domain-is-pure', comment: 'A domain knows its own files and three of the kit.', severity: 'error', from: { path: '^services/[^/]+/src/domain/', pathNot: '\\.spec\\.ts$' }, to: { pathNot: ['^services/[^/]+/src/domain/', '^libs/kit/src/(civil-date|fen|refusal)\\.ts$'] } },
    { name: 'no-service-to-service', comment: 'Services meet through protos and events.', severity: 'error', from: { path: '^services/([^/]+)/' }, to: { path: '^services/([^/]+)/', pathNot: '^services/$1/' } },
    { name: 'gateway-has-no-rules', comment: 'The gateway knows protos, never a service.', severity: 'error', from: { path: '^gateway/' }, to: { path: '^services/' } },
    { name: 'sandbox-stands-outside', comment: 'The simulators share nothing with what they judge.', severity: 'error', from: { path: '^sandbox/([^/]+)/' }, to: { path: '^(libs|services|gateway|proto|deploy)/|^sandbox/([^/]+)/', pathNot: '^sandbox/$1/' } },
    { name: 'kit-knows-no-business', comment: 'The kit knows no proto and no service.', severity: 'error', from: { path: '^libs/kit/src/', pathNot: '\\.spec\\.ts$' }, to: { path: '^(proto|services|gateway|sandbox|deploy)/' } },
    { name: 'alipay-is-the-only-door', comment: 'Only libs/alipay knows the SDK.', severity: 'error', from: { pathNot: '^(libs/alipay|sandbox/alipay|e2e)/' }, to: { path: 'node_modules/alipay-sdk' } },
    { name: 'product-knows-no-sandbox', comment: 'The product reaches the simulators by configuration only.', severity: 'error', from: { path: '^(libs|services|gateway|console)/', pathNot: '\\.spec\\.ts$|/test/' }, to: { path: '^sandbox/' } },
  ],
  options: { doNotFollow: { path: 'node_modules' }, exclude: { path: '/gen/|/dist/|^miniprogram/' }, tsPreCompilationDeps: true, enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'], extensions: ['.ts', '.js', '.mjs', '.cjs', '.json'] }, parser: 'swc' },
};
