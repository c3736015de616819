import {
  Inject,
  Injectable,
  Module,
  type DynamicModule,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { follow, type ProjectorParts } from './projector.js';

/** What the projector is given, and who hears that it stopped by itself: `null`, or what was the matter. */
export type ProjectorOptions = ProjectorParts & Readonly<{ onStopped: (error: unknown) => void }>;

const OPTIONS = Symbol('projector options');

/** Follows the log while the application lives. */
@Injectable()
export class Projector implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #ending = new AbortController();
  #following: Promise<void> = Promise.resolve();

  constructor(@Inject(OPTIONS) private readonly options: ProjectorOptions) {}

  onApplicationBootstrap(): void {
    this.#following = follow(this.options, this.#ending.signal).catch(this.options.onStopped);
  }

  /** The batch at hand is ended first. */
  async onApplicationShutdown(): Promise<void> {
    this.#ending.abort();
    await this.#following;
  }
}

@Module({})
export class ProjectorModule {
  static of(options: ProjectorOptions): DynamicModule {
    return {
      module: ProjectorModule,
      providers: [{ provide: OPTIONS, useValue: options }, Projector],
    };
  }
}
