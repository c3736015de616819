export { ProjectorModule } from './projector.module.js';
export { rebuild, type RebuildProgress } from './rebuild.js';
