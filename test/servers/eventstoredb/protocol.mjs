// The message classes and service definitions that ship inside the official client, which are CommonJS and not exported.
import { createRequire } from 'node:module';

const own = createRequire(import.meta.url);
const inside = createRequire(own.resolve('@eventstore/db-client'));

export const { ServerFeaturesService } = inside('../generated/serverfeatures_grpc_pb.js');
export const { GossipService } = inside('../generated/gossip_grpc_pb.js');
export const { StreamsService } = inside('../generated/streams_grpc_pb.js');
export const { SupportedMethod, SupportedMethods } = inside('../generated/serverfeatures_pb.js');
export const { ClusterInfo, EndPoint, MemberInfo } = inside('../generated/gossip_pb.js');
export const { AppendResp, BatchAppendResp, DeleteResp, ReadResp, TombstoneResp } = inside(
  '../generated/streams_pb.js',
);
export const {
  AllStreamPosition,
  BadRequest,
  Empty,
  MaximumAppendSizeExceeded,
  StreamDeleted,
  StreamIdentifier,
  UUID,
  WrongExpectedVersion,
} = inside('../generated/shared_pb.js');
export const { Status } = inside('../generated/status_pb.js');
export const { Any } = inside('google-protobuf/google/protobuf/any_pb.js');
export const { Empty: GoogleEmpty } = inside('google-protobuf/google/protobuf/empty_pb.js');
