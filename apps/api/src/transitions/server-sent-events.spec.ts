import { beginEvent, endEvent, heartbeat, transitionEvent } from './server-sent-events.js';

describe('a server-sent event', () => {
  it('of a transition has an id and no name', () => {
    expect(transitionEvent('log:7', '{"a":1}')).toBe('id: log:7\ndata: {"a":1}\n\n');
  });

  it('holds the line breaks of its data', () => {
    expect(transitionEvent('log:7', '[1,\r\n2,\r3,\n4]')).toBe(
      'id: log:7\ndata: [1,\ndata: 2,\ndata: 3,\ndata: 4]\n\n',
    );
  });

  it('of a heartbeat is an id alone', () => {
    expect(heartbeat('log:7')).toBe(': heartbeat\nid: log:7\n\n');
  });

  it('has no id before the first event of the log', () => {
    expect(heartbeat(null)).toBe(': heartbeat\n\n');
    expect(beginEvent(null)).toBe('retry: 1000\nevent: begin\ndata: {"after":null}\n\n');
  });

  it('of the end says why', () => {
    expect(endEvent('log:7', 'slow reader')).toBe(
      'event: end\nid: log:7\ndata: {"reason":"slow reader"}\n\n',
    );
  });
});
