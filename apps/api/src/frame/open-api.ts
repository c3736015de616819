import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { API_VERSION } from '../server/api-version.js';

/** Serves the OpenAPI document at `/api/openapi.json`; the first reader has it written. */
export function serveOpenApi(app: NestFastifyApplication): void {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Runledger')
    .setDescription('The event-sourced ledger of task runs')
    .setVersion(API_VERSION)
    .addBasicAuth()
    .build();
  SwaggerModule.setup('docs', app, () => SwaggerModule.createDocument(app, config), {
    useGlobalPrefix: true,
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    ui: false, // the page is ours: Nest's wants a static file server, and writes the document into the page
  });
}
