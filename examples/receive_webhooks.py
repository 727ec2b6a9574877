"""A partner's receiver of webhooks: verifies each delivery, acts on each event once, and answers soon.

STOA_WEBHOOK_SECRET=whsec_… python3 receive_webhooks.py [PORT]        # pip install standardwebhooks
"""

import os
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

from standardwebhooks import Webhook, WebhookVerificationError

verifier = Webhook(os.environ["STOA_WEBHOOK_SECRET"])
dealt_with: set[str] = set()
"""Ids of events; keep them where a restart doesn't lose them."""


class Receiver(BaseHTTPRequestHandler):
    """Answers 204 to what Stoa signed, and 400 to everything else."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        try:
            event = verifier.verify(body, {name.lower(): value for name, value in self.headers.items()})
        except WebhookVerificationError:
            self.answer(400)
            return
        id = self.headers["webhook-id"]
        if id not in dealt_with:  # at least once means sometimes twice
            dealt_with.add(id)
            print(f"received {event['type']} {event['data']}", flush=True)
        self.answer(204)

    def answer(self, status: int) -> None:
        self.send_response(status)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Print what is received, and nothing else."""


if __name__ == "__main__":
    HTTPServer(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 9000), Receiver).serve_forever()
