import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Ledger } from '@app/ledger';
import type { TaskRunQueries } from '@app/read-model';
import { stateText } from '@app/transitions';
import { LEDGER, QUERIES, READING } from '../api-parts.js';
import type { Reading } from '../reading/reading.js';
import { NotFound } from '../server/not-found.js';
import { COLLECTION, uuid, uuidAt } from '../server/route-paths.js';
import { CheckedQuery } from '../validation/checked-query.js';
import { statesText } from '../wire/list-text.js';
import { State } from './dto/state.dto.js';
import { TaskRunStatesQuery } from './dto/task-run-states-query.dto.js';

/** The states that runs were in, out of their streams. */
@ApiTags('Task run states')
@Controller('task_run_states')
export class TaskRunStatesController {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(QUERIES) private readonly queries: TaskRunQueries,
    @Inject(READING) private readonly reading: Reading,
  ) {}

  @Get(COLLECTION)
  @ApiOperation({ summary: 'Lists the states of a run in the order of time' })
  @ApiOkResponse({ type: [State] })
  async list(
    @CheckedQuery(TaskRunStatesQuery) { task_run_id }: TaskRunStatesQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { states, position } = await this.ledger.readStates(task_run_id);
    this.reading.tell(request, reply, position);
    return statesText(states);
  }

  @Get(uuidAt('id'))
  @ApiOperation({ summary: 'Reads a state' })
  @ApiOkResponse({ type: State })
  async read(
    @Param('id', uuid) id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { found, at } = await this.reading.show(request, () => this.queries.locateState(id));
    const state = found && (await this.ledger.readState(id, found.taskRunId, found.revision));
    if (state === null) throw new NotFound('Flow run state not found');
    this.reading.tell(request, reply, at?.position);
    return stateText(state);
  }
}
