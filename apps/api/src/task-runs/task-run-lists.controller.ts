import { Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Micros } from '@app/orchestration';
import type { TaskRunQueries } from '@app/read-model';
import { NOW, QUERIES, READING } from '../api-parts.js';
import type { Reading } from '../reading/reading.js';
import { CheckedParameters } from '../validation/checked-body.js';
import { historyText } from '../wire/history-text.js';
import { pageText, taskRunsText } from '../wire/task-run-text.js';
import { HistoryResponse } from './dto/history.dto.js';
import {
  CountTaskRunsBody,
  FilterTaskRunsBody,
  PaginateTaskRunsBody,
  TaskRunHistoryBody,
} from './dto/queries.dto.js';
import { TaskRun, TaskRunPaginationResponse } from './dto/task-run.dto.js';
import { toIntervals } from './dto/to-intervals.js';
import { toSelection } from './dto/to-selection.js';
import { toPageSlice, toSlice } from './dto/to-slice.js';

/** Many runs at once, out of the read model: it shows whatever was written before the question came. */
@ApiTags('Task runs')
@Controller('task_runs')
export class TaskRunListsController {
  constructor(
    @Inject(QUERIES) private readonly queries: TaskRunQueries,
    @Inject(READING) private readonly reading: Reading,
    @Inject(NOW) private readonly now: () => Micros,
  ) {}

  @Post('filter')
  @HttpCode(200)
  @ApiOperation({ summary: 'Lists runs' })
  @ApiBody({ type: FilterTaskRunsBody, required: false })
  @ApiOkResponse({ type: [TaskRun] })
  async filter(
    @CheckedParameters(FilterTaskRunsBody) body: FilterTaskRunsBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const now = this.now();
    const list = () => this.queries.list(toSelection(body), toSlice(body), now);
    const { found, at } = await this.reading.show(request, list);
    this.reading.tell(request, reply, at?.position);
    return taskRunsText(found, now);
  }

  @Post('paginate')
  @HttpCode(200)
  @ApiOperation({ summary: 'Lists runs page by page' })
  @ApiBody({ type: PaginateTaskRunsBody, required: false })
  @ApiOkResponse({ type: TaskRunPaginationResponse })
  async paginate(
    @CheckedParameters(PaginateTaskRunsBody) body: PaginateTaskRunsBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const now = this.now();
    const selection = toSelection(body);
    const list = () => this.queries.list(selection, toPageSlice(body), now);
    const { found: runs, at } = await this.reading.show(request, list);
    const { found: count } = await this.queries.count(selection);
    this.reading.tell(request, reply, at?.position);
    return pageText({ runs, count, limit: body.limit, page: body.page }, now);
  }

  @Post('count')
  @HttpCode(200)
  @ApiOperation({ summary: 'Counts runs' })
  @ApiBody({ type: CountTaskRunsBody, required: false })
  @ApiOkResponse({ schema: { type: 'integer' } })
  async count(
    @CheckedParameters(CountTaskRunsBody) body: CountTaskRunsBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const count = () => this.queries.count(toSelection(body));
    const { found, at } = await this.reading.show(request, count);
    this.reading.tell(request, reply, at?.position);
    return String(found);
  }

  @Post('history')
  @HttpCode(200)
  @ApiOperation({ summary: 'Counts runs by expected start and state, interval by interval' })
  @ApiBody({ type: TaskRunHistoryBody })
  @ApiOkResponse({ type: [HistoryResponse] })
  async history(
    @CheckedParameters(TaskRunHistoryBody) body: TaskRunHistoryBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const history = () => this.queries.history(toSelection(body), toIntervals(body), this.now());
    const { found, at } = await this.reading.show(request, history);
    this.reading.tell(request, reply, at?.position);
    return historyText(found);
  }
}
