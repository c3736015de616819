// What the server says of itself: what it can do, and the cluster of one node that it is.
import { identified } from './answers.mjs';
import {
  ClusterInfo,
  EndPoint,
  MemberInfo,
  SupportedMethod,
  SupportedMethods,
} from './protocol.mjs';

const VERSION = '23.10.8';
const STREAMS = 'event_store.client.streams.streams';
const FEATURES = 'event_store.client.server_features.serverfeatures';

const METHODS = [
  [STREAMS, 'read', ['position', 'events']],
  [STREAMS, 'append', []],
  [STREAMS, 'delete', []],
  [STREAMS, 'tombstone', []],
  [STREAMS, 'batchappend', ['deadline_duration']],
  [FEATURES, 'getsupportedmethods', []],
];

export const featuresCalls = {
  getSupportedMethods(call, done) {
    const methods = METHODS.map(([service, method, features]) =>
      new SupportedMethod().setServiceName(service).setMethodName(method).setFeaturesList(features),
    );
    done(null, new SupportedMethods().setEventStoreServerVersion(VERSION).setMethodsList(methods));
  },
};

export const gossipCalls = (id, host, port) => ({
  read(call, done) {
    const node = new MemberInfo()
      .setInstanceId(identified(id))
      .setTimeStamp(String(BigInt(Date.now()) * 10_000n))
      .setState(MemberInfo.VNodeState.LEADER)
      .setIsAlive(true)
      .setHttpEndPoint(new EndPoint().setAddress(host).setPort(port));
    done(null, new ClusterInfo().setMembersList([node]));
  },
});
