import {
  Inject,
  Injectable,
  Module,
  type DynamicModule,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { UnreadableLedger } from '@app/ledger';
import { pause } from '@app/runtime';
import { inTurn, type Turns } from './in-turn.js';
import { follow, type ProjectorParts } from './projector.js';

export type ProjectorOptions = Omit<ProjectorParts, 'onCaughtUp'> &
  Readonly<{
    /** Hears why the rows do not follow the log; null: they do again. */
    onFailure: (failure: Error | null) => void;
    /** How it takes turns with others; left out where it is the only one. */
    turns?: Turns;
  }>;

const OPTIONS = Symbol('projector options');
const PAUSE = 1_000; // ms, after a failure of the log or the read model

/** Follows the log while the application lives. What may pass, such as a full disk, is tried again; what cannot, is not. */
@Injectable()
export class Projector implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #ending = new AbortController();
  #following: Promise<void> = Promise.resolve();
  #failure: Error | null = null;

  constructor(@Inject(OPTIONS) private readonly options: ProjectorOptions) {}

  onApplicationBootstrap(): void {
    this.#following = this.#followOn(this.#ending.signal);
  }

  /** The batch at hand is ended first. */
  async onApplicationShutdown(): Promise<void> {
    this.#ending.abort();
    await this.#following;
  }

  async #followOn(signal: AbortSignal): Promise<void> {
    const isEnding = (): boolean => signal.aborted;
    while (!isEnding()) {
      try {
        await this.#followInTurn(signal);
      } catch (error) {
        if (isEnding() && error === signal.reason) return; // it stood by
        this.#tell(error instanceof Error ? error : new Error(String(error)));
        if (isEnding() || error instanceof UnreadableLedger) return; // nor could it be read the next time
        await pause(PAUSE, signal);
      }
    }
  }

  async #followInTurn(signal: AbortSignal): Promise<void> {
    const parts = { ...this.options, onCaughtUp: () => this.#tell(null) };
    const { turns } = this.options;
    if (turns === undefined) return follow(parts, signal);
    const onStandby = (standingBy: boolean): void => {
      if (standingBy) this.#tell(null); // nothing is asked of it meanwhile
      turns.onStandby(standingBy);
    };
    return inTurn({ ...turns, onStandby }, (turn) => follow(parts, turn), signal);
  }

  #tell(failure: Error | null): void {
    if (failure === this.#failure) return;
    this.#failure = failure;
    this.options.onFailure(failure);
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
