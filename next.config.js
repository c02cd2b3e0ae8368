/** @type {import('next').NextConfig} */
const nextConfig = {
  reactCompiler: true,
  poweredByHeader: false,
  devIndicators: false,
  // Next would otherwise write instruction files into the repository during development.
  agentRules: false,
  // Route handlers and the web process must use the same copies.
  serverExternalPackages: ['bullmq', 'ioredis', 'pino', 'csv-parse', 'nodemailer', 'sharp', 'yazl'],
  // Types are checked on their own, by `npm run check` and `npm test`: whoever starts Waybill need not wait for it.
  typescript: { ignoreBuildErrors: true },
  allowedDevOrigins: ['localhost', '127.0.0.1', '[::1]'],
}

export default nextConfig
