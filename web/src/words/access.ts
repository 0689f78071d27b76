export const access_words = {
  sign_in: {
    title: 'Sign in',
    email: 'E-mail',
    password: 'Password',
    enter: 'Sign in',
    forgotten: 'Forgotten? Whoever runs the server sets a new one: assay user password E-MAIL.',
  },
  sign_on: {
    or: 'or with a password:',
    stopped_title: 'You are not signed in',
    by_proxy: (email: string) => `Continue as ${email}`,
    // By the word that the server gives as the reason.
    stopped: {
      expired:
        'That sign-in was used already, took longer than ten minutes, or was begun in another browser. Begin again.',
      refused: 'The sign-in was refused or broken off at the other side.',
      issuer:
        'The server could not reach the sign-in service, or was answered something unexpected. Try again later; the server’s log says more.',
      token:
        'The sign-in service sent a proof that does not hold. Whoever runs the server finds the reason in its log.',
      email:
        'The sign-in service does not vouch for your e-mail address, so nobody here can be found by it.',
      person: 'Nobody here has your e-mail address. Ask whoever runs the server for an invitation.',
      closed: 'Your account here is locked or closed. Ask whoever runs the server.',
      taken:
        'The account with your e-mail address belongs to another person of the sign-in service. Ask whoever runs the server.',
      busy: 'Too many people are signing in at once. Try again in a moment.',
      failed: 'Signing in did not work. The server’s log says why.',
    } satisfies Record<string, string>,
  },
  set_up: {
    title: 'Who owns this server?',
    lead: 'The first user is its administrator and may invite others. This page works once, with the link that the server printed when it started.',
    token: 'Set-up code',
    token_help: 'The last part of the link; it is filled in when you follow the link.',
    organisation: 'Organisation',
    organisation_help: 'Whose data is labelled here.',
    name: 'Your name',
    email: 'E-mail',
    password: 'Password',
    password_help: (min: number) =>
      `At least ${min.toString()} characters; a sentence is easier to remember.`,
    password_again: 'Password again',
    differs: 'The two passwords differ.',
    too_short: (min: number) => `At least ${min.toString()} characters.`,
    no_email: 'This does not look like an e-mail address.',
    enter: 'Set up the server',
  },
};
