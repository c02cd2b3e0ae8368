/**
 * Decides who may read the audit log. Without sign-in only this machine is served, and whoever sits at it is the operator; everybody who
 * is let in otherwise has to be asked for here.
 */
export async function requireAuditor(): Promise<void> {}
