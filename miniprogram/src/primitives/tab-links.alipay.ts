/** Alipay draws its own tab bar, without links. */
export const leaveTabLinks = () => undefined;
