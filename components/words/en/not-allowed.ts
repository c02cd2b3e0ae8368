/** A page that is not for who asks. */
export const notAllowed = {
  workers: 'Workers are for operators',
  schedules: 'Schedules are for operators',
  audit: 'The audit log is for admins',
  text: 'Your account may not open this page. Ask whoever runs Waybill if it should.',
  visitor: 'You have not signed in. Whoever may open this page sees it then.',
  signIn: 'Sign in',
}
