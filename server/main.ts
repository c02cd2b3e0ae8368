import { createServer } from 'node:http'
import next from 'next'
import { jobTypeNames } from '#core/job-type-names.gen.ts'
import { createDownloadPass } from './auth/download-pass.ts'
import { headersOf } from './auth/headers-of.ts'
import { createJobLinks } from './auth/job-links.ts'
import { createJobOwners } from './auth/job-owners.ts'
import { createKeyRing } from './auth/key-ring.ts'
import { identityHeaders } from './auth/modes/header-mode.ts'
import { openAuth } from './auth/open-auth.ts'
import { createOwnJobs } from './auth/own-jobs.ts'
import { rootSecrets } from './auth/root-secrets.ts'
import { Bridge } from './bridge/bridge.ts'
import type { Environment } from './env.ts'
import { createAddressRanges } from './http/address-ranges.ts'
import { createSenderAddress } from './http/client-address.ts'
import { createDownloads } from './http/downloads.ts'
import { createRequestGuard } from './http/request-guard.ts'
import { createWebServer } from './http/web-server.ts'
import { announceReady, closeOnSignal, runProcess } from './lifecycle.ts'
import { maxSockets } from './limits/limit-table.ts'
import { createLimits } from './limits/limits.ts'
import { mayConnect } from './limits/may-connect.ts'
import { startFreshness } from './liveness/freshness.ts'
import { startLiveness } from './liveness/liveness.ts'
import { createUnready } from './liveness/unready.ts'
import { createLog } from './log.ts'
import { createLogReader } from './logs/log-reader.ts'
import { openRedis } from './open-redis.ts'
import { createOpsFeed } from './ops/ops-feed.ts'
import { createQueueLook } from './ops/queue-look.ts'
import { queueKey } from './queues.ts'
import { createJobReader } from './reader/job-reader.ts'
import { redisReady } from './redis.ts'
import { startFileSweep } from './retention/start-file-sweep.ts'
import { startSweeper } from './retention/start-sweeper.ts'
import { createTombstones } from './retention/tombstones.ts'
import { createScheduleFeed } from './schedules/schedule-feed.ts'
import { createScheduleStore } from './schedules/schedule-store.ts'
import { createSocketServer } from './socket/socket-server.ts'
import { dataPaths } from './store/data-paths.ts'
import { createTail } from './tail/create-tail.ts'

/** How often views nobody watches are let go and the counts are taken anew, whatever the number of pages. */
const tidyEveryMs = 5_000

/** The web process: Next, Socket.IO and the bridge on one port. */
async function main(env: Environment): Promise<void> {
  const log = createLog('web', env.logLevel)
  const connect = await openRedis(env, log)
  const commands = connect('commands')
  await redisReady(commands)

  const { auth, links, newToken } = await openAuth(env, commands)
  const keys = createKeyRing(await rootSecrets(env))
  const owners = createJobOwners(keys)
  const jobLinks = createJobLinks(keys, commands, env.prefix)

  const queues = jobTypeNames
  const reader = createJobReader(commands, env.prefix, owners)
  const logs = createLogReader(commands, env.prefix)
  const bridge = new Bridge({ reader, ownJobs: createOwnJobs(commands, env.prefix), logs, queues, log })
  const tail = createTail({ commands, prefix: env.prefix, queues, log })
  await tail.start(bridge)
  const liveness = startLiveness({ redis: commands, prefix: env.prefix, queues, log })
  const sweeper = startSweeper({ redis: commands, prefix: env.prefix, reader, queues, owners, log })
  const paths = dataPaths(env.dataDir)
  const fileSweep = startFileSweep({ redis: commands, prefix: env.prefix, paths, queues, log })
  const look = createQueueLook(commands, env.prefix)
  const { workers, lostWorkers } = liveness
  const ops = createOpsFeed({ look, queues, own: jobTypeNames, workers, lostWorkers, tail, log })
  const schedules = createScheduleFeed({
    schedules: createScheduleStore(commands, env.prefix),
    reader,
    log,
    everyMs: 1_000,
  })

  // Next would attach an upgrade listener of its own; this server never listens and only passes on what is Next's.
  const upgrades = createServer()
  const app = next({ dev: env.development, hostname: env.host, port: env.port, httpServer: upgrades })
  await app.prepare()
  const handle = app.getRequestHandler()

  // Of a cluster, the node that counts is the one where the queues lie.
  const ask = () => commands.exists(queueKey(env.prefix, '', 'meta'))
  const freshness = startFreshness({ ask, tail })
  const unready = createUnready({ ask, tail, freshness })
  const tombstones = createTombstones(commands, env.prefix, owners)
  const downloadPass = createDownloadPass(env)
  const downloads = createDownloads({ reader, tombstones, auth, jobLinks, downloadPass, paths, log })
  const proxies = createAddressRanges(env.trustedProxies)
  const senderAddress = createSenderAddress(proxies)
  const guard = createRequestGuard({
    isLocal: env.auth === 'local' || env.auth === 'none',
    publicUrl: env.publicUrl,
    identity: { headers: identityHeaders(env.identity.header), from: proxies },
  })
  const { development } = env
  const isSecure = env.publicUrl?.startsWith('https:')
  const http = createWebServer({
    ...{ development, isSecure, guard, senderAddress, auth, pages: handle, downloads, upgrades, unready, log },
  })
  const limits = createLimits(commands, env.prefix, env.limits)
  const sockets = createSocketServer({
    http,
    isSecure,
    bridge,
    ops,
    schedules,
    isAllowed: (request) =>
      !guard.refuse(request) && !guard.refuseOrigin(request) && mayConnect(limits, senderAddress(request)),
    senderAddress,
    maxPerSender: limits.on ? maxSockets : undefined,
    authenticate: (request) => auth.authenticate(headersOf(request)),
    holderOf: (token) => jobLinks.holderOf(token),
    workers: liveness.workersOnline,
    freshness,
    log,
  })
  const tidying = setInterval(() => void bridge.tidy(), tidyEveryMs)

  // What only the person who starts Waybill is told, by the supervisor.
  const announce = async () => {
    const link = await links?.create().catch(() => undefined)
    announceReady({ signInPath: link && `/sign-in#${link}`, newToken })
  }

  closeOnSignal(
    async () => {
      clearInterval(tidying)
      freshness.close()
      ops.close()
      schedules.close()
      await sockets.close()
      http.closeAllConnections()
      await app.close()
      await tail.close()
      await fileSweep.close()
      await sweeper.close()
      await liveness.close()
      commands.disconnect()
    },
    10_000,
    log,
  )
  http.listen(env.port, env.host, () => {
    log.info({ host: env.host, port: env.port }, 'Serving.')
    void announce()
  })
}

await runProcess(main)
