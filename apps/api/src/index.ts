export { ApiModule } from './api.module.js';
export { Reading } from './reading/reading.js';
export { createServer } from './server/create-server.js';
