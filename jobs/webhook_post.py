"""One attempt to deliver an event: signed, to a checked address, with little time and a bounded answer."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from time import perf_counter

import httpx
import orjson

from domain.outbox import SequencedEvent
from domain.webhook import signature
from jobs.webhook_target import TargetRefused, resolve

TIMEOUT = 10.0
"""Seconds for the whole attempt, the look-up of the name included."""
MAX_ANSWER = 64 * 1024


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of it: `problem` is None when it was accepted."""

    response_code: int | None
    problem: str | None
    duration_ms: float


def body_of(event: SequencedEvent) -> bytes:
    """The body as the specification has it."""
    return orjson.dumps({"type": event.type, "timestamp": event.occurred_at, "data": event.payload})


async def post(
    client: httpx.AsyncClient, url: str, secrets: Sequence[str], event: SequencedEvent, now: datetime, private: bool
) -> Attempt:
    """Send one event; every failure of the other side is told in the result. `private` lets it go anywhere."""
    started = perf_counter()
    code, problem = None, None
    try:
        async with asyncio.timeout(TIMEOUT):
            code = await _send(client, url, secrets, event, now, private)
        if not 200 <= code < 300:
            problem = f"It answered with the status {code}."
    except TimeoutError:
        problem = f"It took longer than {TIMEOUT:.0f} seconds."
    except TargetRefused as refused:
        problem = str(refused)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        problem = f"The connection failed: {type(error).__name__}."
    return Attempt(code, problem, (perf_counter() - started) * 1_000)


async def _send(
    client: httpx.AsyncClient, url: str, secrets: Sequence[str], event: SequencedEvent, now: datetime, private: bool
) -> int:
    target = await resolve(url, private)
    body = body_of(event)
    headers = {
        "host": target.host,
        "content-type": "application/json",
        "webhook-id": event.id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": signature(secrets, event.id, now, body),
    }
    extensions = {"sni_hostname": target.name}
    async with client.stream("POST", target.url, content=body, headers=headers, extensions=extensions) as answer:
        read = 0
        async for chunk in answer.aiter_raw():
            read += len(chunk)
            if read > MAX_ANSWER:
                break
        return answer.status_code
