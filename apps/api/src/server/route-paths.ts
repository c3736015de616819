import type { PipeTransform } from '@nestjs/common';

/** The path of a controller itself with a closing slash, as the contract writes collections: Nest takes one slash away. */
export const COLLECTION = '//';

const UUID_FORM = '[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12}';

/**
 * The place of a UUID in a path, in capitals or without hyphens as it may be; with any other text there it is another
 * path (4.1). Goes with {@link uuid}: `@Get(uuidAt('id')) read(@Param('id', uuid) id: string)`.
 */
export const uuidAt = (name: string): string => `:${name}(^${UUID_FORM}$)`;

/** Tells the UUID of a path in lower case with hyphens. */
export const uuid: PipeTransform<string, string> = {
  transform: (text) =>
    text
      .replaceAll('-', '')
      .toLowerCase()
      .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
};
