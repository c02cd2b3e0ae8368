/** What ends an attempt that waits for children. It is no failure: the job goes on by itself. */
export class WaitingForChildren extends Error {
  override readonly name = 'WaitingForChildren'
  constructor() {
    super('This attempt ends here: the job runs again once its children have ended. Let this error through.')
  }
}
