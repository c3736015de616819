export { createClock } from './clock.js';
export { ConfigurationInvalid, demandSettings, readConfiguration } from './configuration.js';
export { watchDependency } from './dependency.js';
export { Lag } from './lag.js';
export { createLogger, type Logger } from './logger.js';
export { reasonOf, runMain, type ProcessParts } from './main.js';
export {
  createMetrics,
  createPublicationMetrics,
  measureLag,
  measurePublicationLag,
  type Metrics,
} from './metrics.js';
export { NestLogger } from './nest-logger.js';
export { pause } from './pause.js';
export { HEALTHY, readyAnswer, serveProbes } from './probes.js';
export { createReadiness, type Readiness } from './readiness.js';
export { type Credentials } from './setting-texts.js';
export { type Configuration } from './settings.js';
export { uuidV7 } from './uuid-v7.js';
export { SharedPosition } from './shared-position.js';
export { watchLag } from './watch-lag.js';
