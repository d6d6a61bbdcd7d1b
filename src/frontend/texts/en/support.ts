export const support = {
  heading: 'Support bundle',
  lead: 'For whoever helps you: settings, health, counts and kinds of failures as JSON. Without keys, hosts, people, and without anything that is written in an issue.',
  show: 'Show the bundle',
  field: 'The bundle, to be copied',
} as const;
