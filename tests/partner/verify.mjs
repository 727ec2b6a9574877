// Verifies deliveries by the library of the specification. Reads a JSON list of {secret, headers, body} from stdin and
// writes a JSON list: the event of each, or {"refused": why}.
import { readFileSync } from 'node:fs';
import { Webhook } from 'standardwebhooks';

const deliveries = JSON.parse(readFileSync(0, 'utf8'));
const answers = deliveries.map(({ secret, headers, body }) => {
  try {
    return new Webhook(secret).verify(body, headers);
  } catch (error) {
    return { refused: error.message };
  }
});
process.stdout.write(JSON.stringify(answers));
