import {
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  Patch,
  Post,
  Req,
  Res,
} from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  ApiBody,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Ledger } from '@app/ledger';
import type { Micros } from '@app/orchestration';
import { LEDGER, NOW, READING } from '../api-parts.js';
import { conditionsOf, etagOf, ifMatchOf } from '../caller/conditions.js';
import { originOf } from '../caller/origin.js';
import type { Reading } from '../reading/reading.js';
import { inWords } from '../server/not-found.js';
import { COLLECTION, uuid, uuidAt } from '../server/route-paths.js';
import { BodySource, CheckedBody, CheckedParameters } from '../validation/checked-body.js';
import { decisionsText } from '../wire/decisions-text.js';
import { resultText } from '../wire/result-text.js';
import { taskRunText } from '../wire/task-run-text.js';
import { CreateTaskRun, DeleteTaskRun, RenameTaskRun, SetTaskRunState } from './commands.js';
import { Decision } from './dto/decision.dto.js';
import { OrchestrationResult } from './dto/orchestration-result.dto.js';
import { SetTaskRunStateBody } from './dto/set-task-run-state.dto.js';
import { TaskRunCreate } from './dto/task-run-create.dto.js';
import { TaskRunUpdate } from './dto/task-run-update.dto.js';
import { TaskRun } from './dto/task-run.dto.js';
import { toCreateTaskRun } from './dto/to-create-task-run.js';
import { toProposal } from '../task-run-states/dto/to-proposal.js';

const ID = uuidAt('id');

/** One run at a time: what is decided about it, and what its stream says. */
@ApiTags('Task runs')
@Controller('task_runs')
export class TaskRunsController {
  constructor(
    private readonly commands: CommandBus,
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(READING) private readonly reading: Reading,
    @Inject(NOW) private readonly now: () => Micros,
  ) {}

  @Post(COLLECTION)
  @ApiOperation({ summary: 'Creates a run, or finds the one with its keys' })
  @ApiBody({ type: TaskRunCreate })
  @ApiCreatedResponse({ type: TaskRun })
  @ApiOkResponse({ type: TaskRun, description: 'The run existed; nothing was changed.' })
  async create(
    @CheckedBody(TaskRunCreate) body: TaskRunCreate,
    @BodySource() source: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const origin = originOf(request, this.now());
    const command = new CreateTaskRun(toCreateTaskRun(body, source), origin);
    const { run, created, decisionId, ...place } = await this.commands.execute(command);
    reply.code(created ? 201 : 200).header('etag', etagOf(place.revision));
    if (decisionId !== null) reply.header('runledger-decision', decisionId);
    this.reading.tell(request, reply, place.position);
    return taskRunText(run, this.now());
  }

  @Post(`${ID}/set_state`)
  @ApiOperation({ summary: 'Proposes a state for a run' })
  @ApiBody({ type: SetTaskRunStateBody })
  @ApiCreatedResponse({ type: OrchestrationResult, description: 'A state was written.' })
  @ApiOkResponse({ type: OrchestrationResult, description: 'Nothing was written.' })
  async setState(
    @Param('id', uuid) id: string,
    @CheckedParameters(SetTaskRunStateBody) body: SetTaskRunStateBody,
    @BodySource() source: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const origin = originOf(request, this.now());
    const proposal = toProposal(body, source);
    const command = new SetTaskRunState(id, proposal, conditionsOf(request), origin);
    const { verdict, rule, state, ...answer } = await this.commands.execute(command);
    request.verdict = answer.repeated ? null : { status: verdict.status, rule };
    reply
      .code(answer.written ? 201 : 200)
      .header('etag', etagOf(answer.revision))
      .header('runledger-decision', answer.decisionId);
    if (answer.repeated) reply.header('runledger-repeated', 'true');
    this.reading.tell(request, reply, answer.position);
    return resultText(verdict, state);
  }

  @Get(ID)
  @ApiOperation({ summary: 'Reads a run' })
  @ApiOkResponse({ type: TaskRun })
  async read(
    @Param('id', uuid) id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const found = await this.ledger.readTaskRun(id).catch(inWords('Task not found'));
    const { run, revision, position } = found;
    reply.header('etag', etagOf(revision));
    this.reading.tell(request, reply, position);
    return taskRunText(run, this.now());
  }

  @Get(`${ID}/decisions`)
  @ApiOperation({ summary: 'Lists every decision about a run, and why it was made' })
  @ApiOkResponse({ type: [Decision] })
  async decisions(
    @Param('id', uuid) id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const found = await this.ledger.readDecisions(id).catch(inWords('Task not found'));
    const { lines, position } = found;
    this.reading.tell(request, reply, position);
    return decisionsText(lines);
  }

  @Patch(ID)
  @HttpCode(204)
  @ApiOperation({ summary: 'Renames a run' })
  @ApiBody({ type: TaskRunUpdate })
  @ApiNoContentResponse()
  async update(
    @Param('id', uuid) id: string,
    @CheckedBody(TaskRunUpdate) { name }: TaskRunUpdate,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const origin = originOf(request, this.now());
    const command = new RenameTaskRun(id, name, ifMatchOf(request), origin);
    const changed = await this.commands.execute(command).catch(inWords('Task run not found'));
    if (changed !== null) reply.header('etag', etagOf(changed.revision));
    this.reading.tell(request, reply, changed?.position);
  }

  @Delete(ID)
  @HttpCode(204)
  @ApiOperation({ summary: 'Deletes a run with its states' })
  @ApiNoContentResponse()
  async delete(
    @Param('id', uuid) id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const origin = originOf(request, this.now());
    const command = new DeleteTaskRun(id, ifMatchOf(request), origin);
    const changed = await this.commands.execute(command).catch(inWords('Task not found'));
    this.reading.tell(request, reply, changed?.position);
  }
}
