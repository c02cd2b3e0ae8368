/** The list of commands, which is loaded when somebody opens it. */
export const palette = {
  title: 'Commands',
  placeholder: 'Type a command or a job’s name',
  none: 'Nothing goes by that name.',
  goTo: 'Go to',
  create: 'New job',
  recent: 'Jobs on this page',
  theme: 'Theme',
  light: 'Light',
  dark: 'Dark',
  system: 'As the system',
}
