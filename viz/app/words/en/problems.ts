/** Why there is no answer, and what to do. */
export const problems = {
  noServer: 'The Faultline server does not answer.',
  noServerHint: 'Is `faultline serve` still running? Start it and ask again.',
  status: (status: number) => `The server answered with HTTP ${status}.`,
  statusHint: 'Ask again, or load this page again.',
};
