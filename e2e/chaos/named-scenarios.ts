import type { Scenario } from './scenario.ts'
import { badData } from './scenarios/bad-data.ts'
import { cancelFaults } from './scenarios/cancel-faults.ts'
import { deliveryFaults } from './scenarios/delivery-faults.ts'
import { networkFaults } from './scenarios/network-faults.ts'
import { redisFaults } from './scenarios/redis-faults.ts'
import { webFaults } from './scenarios/web-faults.ts'
import { workerFaults } from './scenarios/worker-faults.ts'

/** All scenarios that have a name; `npm run chaos -- --only F4,F17` runs some of them. */
export const namedScenarios: readonly Scenario[] = [
  ...deliveryFaults,
  ...networkFaults,
  ...webFaults,
  ...redisFaults,
  ...badData,
  ...workerFaults,
  ...cancelFaults,
]
