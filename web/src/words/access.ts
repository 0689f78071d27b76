export const access_words = {
  sign_in: {
    title: 'Sign in',
    email: 'E-mail',
    password: 'Password',
    enter: 'Sign in',
    forgotten:
      'Forgotten? Whoever runs the server sets a new one: assay user password --data DIR --email E-MAIL.',
    code_title: 'Which code does your telephone show?',
    code: 'Code',
    code_help: 'Six digits from the application, or one of your recovery codes.',
    code_enter: 'Sign in',
    again: 'Begin again',
  },
  kept: 'Kept of you, once you come in: name and e-mail, when and from which address you signed in, and what you did and looked at, in a log that nobody alters. Your account page gives you a copy; whoever runs the server erases it. By going on you agree.',
  unlock: {
    title: 'Are you still there?',
    lead: (name: string) => `Nobody was here for a while, so the session of ${name} is locked.`,
    password: 'Password',
    code: 'Code',
    code_help: 'Of the application on your telephone, if you have enrolled one.',
    enter: 'Unlock',
    other: 'Sign out',
  },
  invitation: {
    title: 'How shall we call you?',
    lead: (email: string, organisation: string) =>
      `${organisation} invites ${email}. With a name and a password you are in.`,
    broken: 'This link is not whole: it ends in a long code. Ask for another one.',
    name: 'Your name',
    enter: 'Come in',
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
  strength: {
    title: 'How hard it is to guess',
    words: [
      'guessed at once',
      'guessed within minutes',
      'guessed by who tries for long',
      'hard to guess',
      'very hard to guess',
    ],
  },
  must_enrol: {
    title: 'What proves that it is you?',
    lead: 'This server asks everybody for a second factor beside the password: a code from an application on your telephone.',
  },
};

export const account_words = {
  title: 'How do you sign in?',
  password: {
    title: 'Password',
    old: 'Old password',
    new: 'New password',
    again: 'New password again',
    change: 'Change the password',
    done: 'Changed. Your other sessions have ended.',
  },
  sessions: {
    title: 'Where are you signed in?',
    list: 'Sessions',
    began: 'began',
    used: 'last used',
    ends: 'ends',
    methods: 'by',
    method_names: {
      password: 'password',
      totp: 'code',
      recovery_code: 'recovery code',
      openid_connect: 'issuer',
      proxy_header: 'proxy',
    } as Record<string, string>,
    state: 'state',
    current: 'this one',
    locked: 'locked',
    open: 'open',
    end: 'End',
    end_of: (when: string) => `End the session of ${when}`,
    end_others: 'End all others',
  },
  factor: {
    title: 'Second factor',
    none: 'A password alone lets you in. With a code from an application on your telephone, a stolen password is not enough.',
    enrolled: (left: number) =>
      `You sign in by password and code. Recovery codes left: ${left.toString()} of 10.`,
    demanded: 'This server demands one of everybody.',
    password: 'Password',
    code: 'Code',
    begin: 'Enrol a telephone',
    picture: 'Scan this picture with the application, or type the secret. It is shown only once.',
    picture_label: 'Secret as a QR code',
    confirm: 'Confirm the code',
    codes_title: 'Recovery codes',
    codes:
      'Each lets you in once when the telephone is lost. Print them or keep them in a safe: they are shown only once.',
    kept: 'I have kept them',
    more_codes: 'New recovery codes',
    remove: 'Remove the second factor',
  },
};

export const approval_words = {
  title: 'What waits for a second person?',
  lead: 'Some things need four eyes: one person asks, another agrees to exactly that, within a day.',
  list: 'Approvals',
  empty: {
    title: 'Nothing waits',
    text: 'When somebody asks for something that needs a second person, it stands here.',
  },
  columns: {
    action: 'what',
    by: 'asked by',
    request: 'exactly',
    sha256: 'hash',
    state: 'state',
    until: 'until',
  },
  actions: {
    waive_gate: 'production without a gate passed',
    issue_certificate: 'a certificate',
    export_personal_data: 'personal data taken out',
    destroy_key: 'a key destroyed',
  } as Record<string, string>,
  about: (what: string, who: string) => `${what}, about ${who}`,
  states: { requested: 'waits', approved: 'approved', used: 'done', expired: 'expired' } as Record<
    string,
    string
  >,
  approve: 'Agree',
  approve_title: 'Sign for exactly this?',
  approve_text: 'With password and code you agree to what stands here, and to nothing else.',
  password: 'Password',
  code: 'Code',
};
