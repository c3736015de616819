export { LIMITS } from './limits.js';
export { serveApi } from './serve-api.js';
