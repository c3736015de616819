// The least that a server can do with a proposal: read it and answer. What any other achieves is measured against it.
import { createServer } from 'node:http';

const ANSWER = JSON.stringify({ filler: 'x'.repeat(650) }); // as long as an answer to set_state

const server = createServer((request, response) => {
  request.resume().once('end', () => {
    response.writeHead(201, {
      'content-type': 'application/json',
      'content-length': ANSWER.length,
    });
    response.end(ANSWER);
  });
});
server.listen(0, '127.0.0.1', () => process.send(server.address().port));
process.once('disconnect', () => process.exit());
