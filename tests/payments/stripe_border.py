"""A small Stripe with a memory, for what stripe-mock can't tell: it remembers checkouts, payments, refunds and keys.

Only the border is played: the processor talks to it by Stripe's own library over HTTP. What it tells by webhook is in
the shape of the recorded payloads beside this file.
"""

import asyncio
import json
from collections import Counter
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from stripe import WebhookSignature

Params = dict[str, Any]
Answer = tuple[int, Params]
NOW = 1_800_000_000
"""Its clock stands still, there by default."""


class StripeBorder:
    """`faults` are taken by the next requests: "500", "silent" (does it, and says nothing), "refused" (before it)."""

    def __init__(self, secret: str) -> None:
        self.secret = secret
        self.made: dict[str, Params] = {}
        self.keys: dict[str, tuple[str, Answer]] = {}
        self.faults: list[str] = []
        self.asked = list[str]()
        self.now = NOW
        self.declines: str | None = None
        self.answers: Answer | None = None
        self.undelivered: list[Params] = []
        self._numbers = Counter[str]()

    async def __aenter__(self) -> "StripeBorder":
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()

    def of(self, kind: str) -> list[Params]:
        """What was made of a kind: cs, pi, re."""
        return [thing for id, thing in self.made.items() if id.startswith(f"{kind}_")]

    # What people do there

    def pay(self, session_id: str, fee: int = 59) -> Params:
        """A buyer pays a checkout; the event that tells of it."""
        session = self.made[session_id]
        intent = self._intent(session["amount_total"], session["currency"], session["metadata"], fee)
        if session["keeps"]:
            kept = {"setup_future_usage": "off_session", "customer": self._id("cus"), "payment_method": self._id("pm")}
            intent.update(kept)
        session.update(status="complete", payment_status="paid", payment_intent=intent["id"])
        return self.event("checkout.session.completed", session)

    def expire(self, session_id: str) -> Params:
        """Nobody pays it in time; the event that tells of it."""
        self.made[session_id]["status"] = "expired"
        return self.event("checkout.session.expired", self.made[session_id])

    def dispute(self, intent_id: str, status: str, dispute_id: str = "dp_1", amount: int | None = None) -> Params:
        """A bank takes a payment back, all of it by default, or has decided; the event that tells of it."""
        intent = self.made[intent_id]
        amount = amount or intent["amount"]
        type = "created" if status == "needs_response" else "closed"
        thing = {
            "id": dispute_id,
            "object": "dispute",
            "amount": amount,
            "currency": intent["currency"],
            "payment_intent": intent_id,
            "reason": "fraudulent",
            "status": status,
            "balance_transactions": [{"amount": -amount, "currency": intent["currency"], "fee": 2000}],
        }
        return self.event(f"charge.dispute.{type}", thing)

    def event(self, type: str, thing: Params) -> Params:
        """An event as Stripe sends it."""
        return {
            "id": self._id("evt"),
            "object": "event",
            "type": type,
            "created": self.now,
            "data": {"object": dict(thing)},
        }

    def signed(self, event: Params, seconds: int | None = None) -> tuple[bytes, dict[str, str]]:
        """The body and headers of a webhook; signed now, unless a time is given."""
        body = json.dumps(event)
        header = WebhookSignature.generate_signature_header(body, self.secret, seconds)
        return body.encode(), {"Stripe-Signature": header, "Content-Type": "application/json"}

    # What the library asks

    def _routes(self) -> dict[tuple[str, str], Callable[[str, Params], Answer]]:
        return {
            ("POST", "checkout/sessions"): self._checkout,
            ("POST", "payment_intents"): self._charge,
            ("POST", "refunds"): self._refund,
            ("GET", "refunds"): lambda _, asked: self._list(
                row for row in self.of("re") if row["payment_intent"] == asked["payment_intent"]
            ),
            ("GET", "payment_intents/search"): lambda _, asked: self._list(
                self._shown(row) for row in self.of("pi") if f":'{row['metadata'].get('stoa_order')}'" in asked["query"]
            ),
            ("GET", "events"): lambda _, __: self._list(self.undelivered),
        }

    def _answer(self, method: str, path: str, asked: Params) -> Answer:
        found = self._routes().get((method, path))
        if found is not None:
            return found(path, asked)
        thing = self.made.get(path.rpartition("/")[2])
        if method != "GET" or thing is None:
            return 404, {"error": {"type": "invalid_request_error", "code": "resource_missing", "message": path}}
        return 200, self._shown(thing)

    def _checkout(self, _: str, asked: Params) -> Answer:
        amount = sum(int(value) for name, value in asked.items() if name.endswith("[unit_amount]"))
        session = {
            "object": "checkout.session",
            "status": "open",
            "payment_status": "unpaid",
            "payment_intent": None,
            "amount_total": amount,
            "currency": asked["line_items[0][price_data][currency]"],
            "metadata": {"stoa_order": asked["metadata[stoa_order]"]},
            "client_reference_id": asked["client_reference_id"],
            "expires_at": int(asked["expires_at"]),
            "keeps": asked.get("payment_intent_data[setup_future_usage]") == "off_session",
        }
        return 200, self._keep("cs", session, url="https://checkout.example/{id}")

    def _charge(self, _: str, asked: Params) -> Answer:
        if self.declines is not None:
            error = {"type": "card_error", "code": "card_declined", "decline_code": self.declines, "message": "No."}
            return 402, {"error": error}
        metadata = {name[9:-1]: value for name, value in asked.items() if name.startswith("metadata[")}
        intent = self._intent(int(asked["amount"]), asked["currency"], metadata, 59)
        intent.update(customer=asked["customer"], payment_method=asked["payment_method"])
        return 200, self._shown(intent)

    def _refund(self, _: str, asked: Params) -> Answer:
        intent, amount = self.made[asked["payment_intent"]], int(asked["amount"])
        if amount > intent["amount"] - sum(r["amount"] for r in self.of("re") if r["payment_intent"] == intent["id"]):
            return 400, {"error": {"type": "invalid_request_error", "message": "Refund is greater than what is left."}}
        refund = {
            "object": "refund",
            "amount": amount,
            "currency": intent["currency"],
            "payment_intent": intent["id"],
            "status": "succeeded",
            "metadata": {"stoa_refund": asked["metadata[stoa_refund]"]},
        }
        return 200, self._keep("re", refund)

    # How it keeps things

    def _intent(self, amount: int, currency: str, metadata: Params, fee: int) -> Params:
        moved = {"object": "balance_transaction", "currency": currency, "fee": fee, "exchange_rate": None}
        intent = {
            "object": "payment_intent",
            "status": "succeeded",
            "amount": amount,
            "amount_received": amount,
            "currency": currency,
            "metadata": dict(metadata),
            "created": self.now,
            "latest_charge": {"object": "charge", "created": self.now, "balance_transaction": moved},
        }
        return self._keep("pi", intent)

    def _keep(self, kind: str, thing: Params, **more: str) -> Params:
        thing["id"] = self._id(kind)
        thing.update({name: value.format(id=thing["id"]) for name, value in more.items()})
        self.made[thing["id"]] = thing
        return thing

    def _shown(self, thing: Params) -> Params:
        intent = thing.get("payment_intent")
        return (
            thing | {"payment_intent": self.made[intent]}
            if thing["object"].startswith("checkout") and intent
            else thing
        )

    def _list(self, rows: Any) -> Answer:
        return 200, {"object": "list", "data": list(rows), "has_more": False, "url": "/v1/any"}

    def _id(self, kind: str) -> str:
        self._numbers[kind] += 1
        return f"{kind}_{self._numbers[kind]}"

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head, *lines = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines if line)}
        body = (await reader.readexactly(int(headers.get("content-length", "0")))).decode()
        method, target, _ = head.split(" ")
        url = urlsplit(target)
        answer = self._once(method, url.path.removeprefix("/v1/"), body or url.query, headers.get("idempotency-key"))
        if answer is not None:
            content = json.dumps(answer[1]).encode()
            status = f"HTTP/1.1 {answer[0]} X\r\nConnection: close\r\nContent-Length: {len(content)}\r\n\r\n"
            writer.write(status.encode() + content)
            await writer.drain()
        writer.close()

    def _once(self, method: str, path: str, given: str, key: str | None) -> Answer | None:
        """The answer, the same under the same key as Stripe has it; None to say nothing."""
        self.asked.append(f"{method} {path}")
        fault = self.faults.pop(0) if self.faults else None
        if fault == "refused":
            return None
        if fault == "500":
            return 500, {"error": {"type": "api_error", "message": "Sorry."}}
        if self.answers is not None:
            return self.answers
        if key is None or method == "GET":
            answer = self._answer(method, path, dict(parse_qsl(given)))
        else:
            if key not in self.keys:
                self.keys[key] = given, self._answer(method, path, dict(parse_qsl(given)))
            asked, answer = self.keys[key]
            if asked != given:
                answer = 400, {"error": {"type": "idempotency_error", "message": "The key was used for another."}}
        return None if fault == "silent" else answer
