import { Body as NestBody, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Body } from './body.js';
import { compileModel, compileParameters } from './checker.js';
import type { Model } from './field-reader.js';
import { refuse, type Found, type Reader } from './reader.js';
import { RequestInvalid } from './request-invalid.js';
import { findUnstorable, isTooDeep } from './unstorable.js';

/** A route's parameter that is the whole body, read as one model. The checker is compiled here, when the class is loaded. */
export const CheckedBody = <T extends object>(type: Model<T>): ParameterDecorator =>
  NestBody({ transform: bodyOf(type) });

/** A route's parameter that holds the members of the body, each a parameter of its own in the contract. */
export const CheckedParameters = <T extends object>(type: Model<T>): ParameterDecorator =>
  NestBody({ transform: parametersOf(type) });

/** The text of a JSON body, beside its checked form: what `data` is written as stands only there. */
export const BodySource = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const { body } = context.switchToHttp().getRequest<FastifyRequest<{ Body: Body }>>();
  return body.kind === 'none' ? '' : body.source;
});

/** Reads a body as one model. The function throws RequestInvalid with every fault. */
export function bodyOf<T extends object>(type: Model<T>): (body: Body) => T {
  const read = compileModel(type);
  const readPresent: Reader<T> = (value, faults) =>
    value === null ? refuse(faults, 'missing', 'Field required', null) : read(value, faults);
  return (body) => readBody(readPresent, body, null);
}

/** Reads a body as the parameters of a route. The function throws RequestInvalid with every fault, RequestRefused. */
export function parametersOf<T extends object>(type: Model<T>): (body: Body) => T {
  const read = compileParameters(type);
  const nothing = {}; // no JSON, or none at all: only what is required is missing (errata 9)
  return (body) => readBody((value, faults) => read(value ?? nothing, faults), body, nothing);
}

function readBody<T>(read: Reader<T>, body: Body, absent: object | null): T {
  const faults: Found[] = [];
  if (body.kind === 'json') findUnstorable(body.value, body.source, faults);
  const made =
    faults.length === 0 ? read(body.kind === 'json' ? body.value : absent, faults) : null;
  if (made === null || faults.length > 0) throw invalid(faults, body);
  return made;
}

const invalid = (faults: readonly Found[], body: Body): RequestInvalid =>
  new RequestInvalid(
    faults.map((fault) => ({ ...fault, loc: ['body', ...fault.loc] })),
    shown(body),
  );

function shown(body: Body): unknown {
  switch (body.kind) {
    case 'none':
      return null;
    case 'text':
      return body.source;
    case 'json':
      return isTooDeep(body.value) ? null : body.value;
  }
}
