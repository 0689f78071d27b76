export const access_words = {
  sign_in: {
    title: 'Sign in',
    email: 'E-mail',
    password: 'Password',
    enter: 'Sign in',
    forgotten: 'Forgotten? Whoever runs the server sets a new one: assay user password E-MAIL.',
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
