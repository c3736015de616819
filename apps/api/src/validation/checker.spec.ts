import 'reflect-metadata';
import { Type } from 'class-transformer';
import {
  Allow,
  ArrayMaxSize,
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  MaxLength,
  Min,
  validateSync,
  ValidateNested,
} from 'class-validator';
import { compileModel, compileParameters } from './checker.js';
import { Closed, readBy } from './decorators.js';
import type { Model } from './field-reader.js';
import type { Found, Reader } from './reader.js';
import { readText } from './scalars.js';

class Engine {
  @IsInt() @Min(1) cylinders!: number;
}

@Closed()
class Car {
  @IsString() @MaxLength(3, { message: 'too long' }) name!: string;
  @IsOptional() @IsString() owner: string | null = null;
  @IsBoolean() electric: boolean = false;
  @IsString({ each: true }) @ArrayMaxSize(2) tags: readonly string[] = [];
  @IsOptional() @ValidateNested() @Type(() => Engine) engine: Engine | null = null;
  @IsOptional() @IsIn(['red', 'blue']) colour?: string | null;
  @Allow() extra: unknown = null;
}

function told(read: Reader, value: unknown): unknown {
  const faults: Found[] = [];
  const made = read(value, faults);
  return faults.length === 0 ? made : faults.map(({ type, loc }) => [...loc, type].join('.'));
}

describe('a model', () => {
  const read = compileModel(Car);

  it('has its defaults where nothing is said', () => {
    expect(told(read, { name: 'kit' })).toEqual({ ...new Car(), name: 'kit' });
  });

  it('converts what it is given', () => {
    expect(
      told(read, {
        name: 'kit',
        electric: 'yes',
        engine: { cylinders: '4' },
        colour: null,
        extra: [1],
      }),
    ).toEqual({
      ...new Car(),
      name: 'kit',
      electric: true,
      engine: { cylinders: 4 },
      colour: null,
      extra: [1],
    });
  });

  it.each([
    [{}, ['name.missing']],
    [{ name: null }, ['name.string_type']],
    [{ name: 'kit', tags: null }, ['tags.list_type']],
    [{ name: 'kit', engine: {} }, ['engine.cylinders.missing']],
    [{ name: 'kit', engine: 'V8' }, ['engine.model_attributes_type']],
    [{ name: 'kit', engine: { cylinders: 0 } }, ['engine.cylinders.greater_than_equal']],
    [{ name: 'long' }, ['name.value_error']],
    [{ name: 'kit', tags: ['a', 'b', 'c'] }, ['tags.value_error']],
    [{ name: 'kit', wheels: 4 }, ['wheels.extra_forbidden']],
    [{ colour: 'green', electric: 'so' }, ['name.missing', 'electric.bool_parsing', 'colour.enum']],
    [[], ['model_attributes_type']],
    [null, ['model_attributes_type']],
  ])('finds all that is wrong with %j', (value, faults) => {
    expect(told(read, value)).toEqual(faults);
  });

  it('counts characters, not their halves', () => {
    expect(told(read, { name: '🚗🚗🚗' })).toMatchObject({ name: '🚗🚗🚗' });
  });

  it('ignores unknown fields unless it is closed', () => {
    expect(told(compileModel(Engine), { cylinders: 4, fuel: 'any' })).toEqual({ cylinders: 4 });
  });

  it('forbids __proto__ like any other unknown field', () => {
    expect(told(read, JSON.parse('{"name":"kit","__proto__":{"electric":true}}'))).toEqual([
      '__proto__.extra_forbidden',
    ]);
  });
});

describe('parameters', () => {
  const read = compileParameters(Car);

  it('are the same as absent where they are null', () => {
    expect(told(read, { name: 'kit', electric: null, tags: null })).toEqual({
      ...new Car(),
      name: 'kit',
    });
    expect(told(read, { name: null })).toEqual(['name.missing']);
  });

  it('may stand beside others that are ignored', () => {
    expect(told(read, { name: 'kit', wheels: 4 })).toMatchObject({ name: 'kit' });
  });

  it.each([[[]], ['text'], [1]])('are all missing in %j', (value) => {
    expect(told(read, value)).toHaveLength(7);
  });
});

describe('a decorator that no reader is known for', () => {
  class Mailed {
    @IsEmail() address!: string;
  }
  class Silent {
    @IsOptional() address: string | null = null;
  }
  class Twofold {
    @IsString() @IsInt() address!: string;
  }
  class Untyped {
    @ValidateNested() address!: object;
  }

  it.each<[Model, string]>([
    [Mailed, 'Mailed.address: no reader is known for @isEmail'],
    [Silent, 'Silent.address needs exactly one decorator that says what it holds'],
    [Twofold, 'Twofold.address needs exactly one decorator that says what it holds'],
    [Untyped, 'Untyped.address needs @Type'],
  ])('stops the start: %p', (type, message) => {
    expect(() => compileModel(type)).toThrow(message);
  });
});

describe('a decorator made of a reader', () => {
  class Named {
    @readBy('isName', readText) name!: unknown;
  }

  it('means the same to class-validator itself', () => {
    expect(validateSync(Object.assign(new Named(), { name: 'a' }))).toEqual([]);
    expect(validateSync(Object.assign(new Named(), { name: 1 }))).toHaveLength(1);
  });
});
