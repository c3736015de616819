import { Module, type DynamicModule } from '@nestjs/common';
import type { Metrics, Readiness } from '@app/runtime';
import { SchemasController } from '../schemas/schemas.controller.js';
import { AdminController } from './admin.controller.js';
import { CsrfController } from './csrf.controller.js';
import { DocsController } from './docs.controller.js';
import { HealthController, READINESS } from './health.controller.js';
import { METRICS, MetricsController } from './metrics.controller.js';
import { VersionController } from './version.controller.js';

/** The routes that every server has, whatever it serves. */
@Module({})
export class FrameModule {
  static of(readiness: Readiness, metrics: Metrics): DynamicModule {
    return {
      module: FrameModule,
      controllers: [
        HealthController,
        VersionController,
        AdminController,
        CsrfController,
        DocsController,
        SchemasController,
        MetricsController,
      ],
      providers: [
        { provide: READINESS, useValue: readiness },
        { provide: METRICS, useValue: metrics },
      ],
    };
  }
}
