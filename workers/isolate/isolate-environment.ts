/** What a program needs to find its files, its language and the certificates it trusts. */
const passedOn =
  /^(PATH|HOME|USER|TMPDIR|TEMP|TMP|TZ|LANG|LC_[A-Z]+|NODE_ENV|NODE_EXTRA_CA_CERTS|SSL_CERT_FILE|SSL_CERT_DIR)$/

/** The part of the environment an isolate is given. Addresses with passwords are none of its business; a job has `env` for what it may know. */
export function isolateEnvironment(variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => passedOn.test(name))) as NodeJS.ProcessEnv
}
