/** How each kind of Redmine is made to ring. Names in quotes are Redmine's own. */
const ways = {
  plugin: {
    label: 'Redmine 5 or 6, with our plugin',
    steps: [
      'Copy the folder redmine-plugin of this app’s repository to plugins/redmine_sync_bells of your Redmine, and restart it.',
      '“Administration → Plugins → Redmine Sync bells → Configure”: enter the URL and the secret.',
      'It tells of everything that is synced, within seconds.',
    ],
  },
  native: {
    label: 'Redmine 7 or newer',
    steps: [
      'Sign in as the user whose API key is stored here. “My account → Webhooks → New webhook”.',
      'Enter the URL and the secret. Tick “issue created, updated, deleted” and the mapped projects.',
      'Edited notes, relations and spent time are told by our plugin only; without it they are found within a day.',
    ],
  },
  graimes: {
    label: 'Any, with Graimes’ redmine_webhook',
    steps: [
      'Start Redmine with the secret as environment variable REDMINE_WEBHOOK_SECRET.',
      'The project’s “Settings → Webhooks”: enter the URL.',
      'A signature is good for five minutes, so Redmine’s clock has to be right.',
    ],
  },
  url: {
    label: 'Any that does not sign, like suer’s redmine_webhook',
    steps: [
      'The project’s “Settings → Webhook”: enter the URL with the secret behind it, which is shown once, when the secret is made.',
      'URLs stand in logs, so this proves less than a signature. A bell is all that is made of it.',
    ],
  },
  none: {
    label: 'None of these',
    steps: ['There is nothing to do: changes in Redmine are found every five minutes.'],
  },
};

export const webhook = {
  heading: 'Webhook',
  lead: 'Redmine rings here when an issue changes, so that it crosses within seconds. Without it, changes are found every five minutes.',
  url: 'Webhook URL',
  copyHelp: 'Select the text to copy it.',
  secret: 'Secret',
  secretState: (hasSecret: boolean) =>
    hasSecret ? 'A secret is stored; it is not shown again.' : 'There is no secret yet.',
  makeSecret: 'Make a secret',
  renewSecret: 'Make a new secret',
  newSecret: 'The new secret',
  newSecretHelp: 'It is shown this once. Copy it now and enter it in Redmine.',
  urlWithSecret: 'URL with the secret, for a Redmine that does not sign',
  formerValid: (moment: string) => `The former secret is taken until ${moment}.`,
  rotate: {
    title: 'Make a new secret?',
    body: 'Redmine goes on ringing with the former one for a day. Enter the new one there meanwhile.',
    confirm: 'Make a new secret',
  },
  test: 'Watch for a bell',
  testLead: 'Edit any mapped issue in Redmine, then refresh.',
  watching: 'Bells are watched now.',
  heard: 'Last bell',
  refused: 'Last refused bell',
  never: 'None was seen while they were watched',
  schemes: {
    native: 'signed by Redmine or our plugin',
    graimes: 'signed by Graimes’ plugin',
    'url-secret': 'not signed, with the secret in the URL',
  },
  withFormer: 'with the former secret',
  how: 'How to set it up',
  kind: 'Your Redmine',
  ways,
};
