import { Controller, Get, Inject, Req, Res, type OnModuleDestroy } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FEED_READERS, KNOWN_LOG } from '../api-parts.js';
import type { KnownLog } from '../reading/reading.js';
import { CheckedQuery } from '../validation/checked-query.js';
import { toTransitionFilter, TransitionsQuery } from './dto/transitions-query.dto.js';
import type { FeedReaders } from './feed-readers.js';
import { startOfFeed } from './start-of-feed.js';

/** Every accepted transition, as it comes: the records that Kafka gets, with and without Kafka. */
@ApiTags('Transitions')
@Controller('transitions')
export class TransitionsController implements OnModuleDestroy {
  constructor(
    @Inject(FEED_READERS) private readonly readers: FeedReaders,
    @Inject(KNOWN_LOG) private readonly log: KnownLog,
  ) {}

  @Get()
  @RouteConfig({ streams: true })
  @ApiOperation({
    summary: 'Feeds the transitions in the order of the log',
    description:
      'Server-sent events without an end. `data` is a CloudEvent in JSON; `id` is where it stands in the log, and goes on from there ' +
      'as `Last-Event-ID` or `after`. `event: begin` tells where the feed begins, `event: end` why it ends.',
  })
  @ApiHeader({
    name: 'Last-Event-ID',
    required: false,
    description: 'The id of an event: begins behind it, whatever `after` says.',
  })
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ schema: { type: 'string' } })
  async feed(
    @CheckedQuery(TransitionsQuery) query: TransitionsQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const after = await startOfFeed(request, query.after, this.log);
    await this.readers.serve(reply, after, toTransitionFilter(query));
  }

  /** The server closes once each answer has ended; a feed does not end by itself. */
  onModuleDestroy(): void {
    this.readers.end();
  }
}
