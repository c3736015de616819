export { ApiModule } from './api.module.js';
export type { ApiParts } from './api-parts.js';
export { Reading } from './reading/reading.js';
export { createServer, type ServerParts } from './server/create-server.js';
