import { handleAnybody } from '../handle.ts'
import { signOut } from '../session/sign-out.ts'

/** Signs out everywhere: ends every session of whoever asks. */
export const DELETE = handleAnybody((request, services, _params, { note }) => signOut(request, services, 'all', note), {
  audit: 'session.end-all',
})
