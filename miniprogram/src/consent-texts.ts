/** Which wording the person agreed to, kept with the consent. A change of a wording in `i18n` asks for a new version here. */
export const CONSENT_TEXTS = { privacy: '2026-11', zhima: '2026-11', withholding: '2026-11', messages: '2026-11' } as const;
