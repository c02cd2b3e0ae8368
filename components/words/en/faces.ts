/** What a page says that could not be made. */
export const faces = {
  toBoard: 'To the board',
  tryAgain: 'Try again',
  requestId: 'Request id',
  error: {
    title: 'This page could not be shown',
    server: 'The server ran into a problem. Jobs go on running; only this page is affected.',
    browser: 'Something went wrong in this page itself. Jobs go on running.',
    report: 'If it happens again, give this id to whoever runs Waybill: the server’s log knows it.',
  },
  noRedis: {
    title: 'Redis does not answer',
    text: 'All jobs stand there, so this page cannot be shown without it. Nothing is lost: what ran goes on when it is back.',
  },
}
