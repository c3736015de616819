import type { Slice } from '@app/read-model';
import type { FilterTaskRunsBody, PaginateTaskRunsBody } from './queries.dto.js';

/** The part of the order that a checked body of `filter` asks for. */
export const toSlice = ({ sort, limit, offset }: FilterTaskRunsBody): Slice => ({
  sort,
  limit,
  offset,
});

/** The part of the order that a page shows. */
export const toPageSlice = ({ sort, limit, page }: PaginateTaskRunsBody): Slice => ({
  sort,
  limit,
  offset: Math.min((page - 1) * limit, Number.MAX_SAFE_INTEGER), // no database counts further
});
