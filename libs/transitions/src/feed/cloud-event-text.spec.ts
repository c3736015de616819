import { cloudEventText } from './cloud-event-text.js';

describe('a record as a CloudEvent in JSON', () => {
  it('has the attributes of its headers and its value as it is written', () => {
    const headers = {
      'content-type': 'application/json',
      ce_specversion: '1.0',
      ce_id: '"7"',
      traceparent: '00-1-2-01',
    };
    expect(cloudEventText({ topic: 'transitions', key: 'run', headers, value: '{"n": 1.0}' })).toBe(
      String.raw`{"datacontenttype":"application/json","specversion":"1.0","id":"\"7\"","traceparent":"00-1-2-01","data":{"n": 1.0}}`,
    );
  });
});
