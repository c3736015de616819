import {
  Inject,
  Injectable,
  Module,
  type DynamicModule,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { UnreadableLedger } from '@app/ledger';
import { pause, reasonOf } from '@app/runtime';
import {
  Fenced,
  PublicationInterrupted,
  PublicationRefused,
  PublicationUnavailable,
  type Publication,
  type ResumeFlag,
} from '@app/transitions';
import type { PublisherNews } from './publisher-news.js';
import { publish, type PublisherParts } from './publisher.js';
import { standBy } from './stand-by.js';

export type PublisherOptions = PublisherParts &
  Readonly<{
    openPublication: () => Promise<Publication>;
    alone: boolean; // whether no other process reads this log
    flag: ResumeFlag | null;
  }>;

const OPTIONS = Symbol('publisher options');
const SHORTEST_PAUSE = 100; // ms
const LONGEST_PAUSE = 5_000; // ms

/**
 * Publishes while the application lives, in turn with others. What may pass, such as a broker that is away, is tried again;
 * what cannot, is not: the process stays and says why, as one that exits is started again, and takes the topics again, for nothing.
 */
@Injectable()
export class Publisher implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #ending = new AbortController();
  #publishing: Promise<void> = Promise.resolve();
  #publication: Publication | null = null;
  #flag: ResumeFlag | null;
  #standsBy: boolean;
  #failures = 0; // since it last published
  #failure: string | null = null;

  constructor(@Inject(OPTIONS) private readonly options: PublisherOptions) {
    this.#flag = options.flag;
    this.#standsBy = !options.alone;
  }

  onApplicationBootstrap(): void {
    this.#publishing = this.#publishOn(this.#ending.signal);
  }

  /** What is being published is ended first. */
  async onApplicationShutdown(): Promise<void> {
    this.#ending.abort();
    await this.#publishing;
    await this.#publication?.close();
  }

  async #publishOn(signal: AbortSignal): Promise<void> {
    const isEnding = (): boolean => signal.aborted;
    while (!isEnding()) {
      try {
        await this.#publishInTurn(signal);
      } catch (error) {
        if (isEnding() && error === signal.reason) return; // it stood by, or was about to begin
        this.#mind(error);
        if (isFinal(error)) return;
        await pause(this.#pauseMs, signal);
      }
    }
  }

  async #publishInTurn(signal: AbortSignal): Promise<void> {
    const { options } = this;
    const publication = (this.#publication ??= await options.openPublication());
    options.hear({ kind: 'standing by', standsBy: this.#standsBy });
    if (this.#standsBy) {
      const onFault = (fault: unknown): void => this.#tell(fault);
      await standBy({ publication, head: options.head, onFault }, signal);
      this.#standsBy = false;
      options.hear({ kind: 'standing by', standsBy: false });
    }
    await publish(
      { ...options, hear: (news) => this.#pass(news) },
      publication,
      this.#flag,
      signal,
    );
  }

  #pass(news: PublisherNews): void {
    if (news.kind === 'resumed') this.#flag = null; // it has done what it is for
    if (news.kind === 'published') {
      this.#failures = 0;
      this.#tell(null);
    }
    this.options.hear(news);
  }

  /** A transaction may fail once in a while. Who was fenced, or cannot read the log, leaves the topics to others. */
  #mind(error: unknown): void {
    const { hear, alone } = this.options;
    if (error instanceof Fenced) {
      hear({ kind: 'fenced' });
      this.#standsBy = true;
      return;
    }
    this.#failures += 1;
    const isInterruption = error instanceof PublicationInterrupted;
    if (isInterruption) hear({ kind: 'interrupted', reason: error.message });
    if (!isInterruption || this.#failures > 1) this.#tell(error);
    if (!isInterruption && !(error instanceof PublicationUnavailable)) this.#standsBy = !alone;
  }

  get #pauseMs(): number {
    return this.#failures < 2 ? 0 : Math.min(SHORTEST_PAUSE * 2 ** this.#failures, LONGEST_PAUSE);
  }

  #tell(error: unknown): void {
    const reason = error === null ? null : reasonOf(error);
    if (reason === this.#failure) return;
    this.#failure = reason;
    this.options.hear({ kind: 'failing', reason });
  }
}

const isFinal = (error: unknown): boolean =>
  error instanceof PublicationRefused || error instanceof UnreadableLedger;

@Module({})
export class PublisherModule {
  static of(options: PublisherOptions): DynamicModule {
    return {
      module: PublisherModule,
      providers: [{ provide: OPTIONS, useValue: options }, Publisher],
    };
  }
}
