/** What a job says of itself in English, on its card and on its page. What takes a number takes it as it is to be shown. */
export const job = {
  attempt: (number: string) => `Attempt ${number}`,
  attemptOf: (number: string, most: string) => `Attempt ${number} of ${most}`,
  cancelling: 'Cancelling — its worker was told',
  workerBusy: 'Cancel requested, worker busy',
  workerLost: 'Worker lost — the job runs again in a moment',
  children: (done: string, total: string) => `${done} of ${total} done`,
  childrenFailed: (count: string) => `${count} failed`,
  pinned: 'pinned, kept until it is unpinned',
  keptUntil: 'kept until {time}',
  turn: {
    atATime: (most: string) => `Waiting for its turn: ${most} at a time`,
    inATime: (most: string, span: string) => `Waiting for its turn: ${most} in ${span}`,
  },
  line: {
    next: 'next in line',
    place: (number: string) => `number ${number} in line`,
    beyond: (count: string) => `more than ${count} in line`,
  },
  progress: {
    unknown: 'Progress unknown',
    step: (number: string, total: string) => `step ${number} of ${total}`,
    of: (current: string, total: string) => `${current} of ${total}`,
  },
  pace: 'If it goes on as fast as lately',
}
