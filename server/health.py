"""`/healthz`: the process runs. `/readyz`: it can answer, as a probe given by the app finds out."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from domain.errors import Unavailable

Probe = Callable[[], Awaitable[None]]
"""Returns when the service can answer; raises `Unavailable` with the reason when it can't."""

PROBE_TIMEOUT = 3.0
"""Seconds until a probe that hangs counts as failed."""

logger = logging.getLogger("stoa.health")


def health_routes(probe: Probe) -> list[BaseRoute]:
    """The two routes an orchestrator asks."""

    async def ready(_request: Request) -> Response:
        reason = await _reason_against(probe)
        if reason is None:
            return JSONResponse({"status": "ready"})
        return JSONResponse({"status": "unavailable", "reason": reason}, 503)

    return [Route("/healthz", _healthy), Route("/readyz", ready)]


async def _healthy(_request: Request) -> Response:
    return JSONResponse({"status": "ok"})


async def _reason_against(probe: Probe) -> str | None:
    try:
        async with asyncio.timeout(PROBE_TIMEOUT):
            await probe()
    except Unavailable as error:
        return str(error)
    except TimeoutError:
        return f"no answer within {PROBE_TIMEOUT:g} s"
    except Exception:
        # A probe that breaks means not ready, and its text may hold what a stranger shouldn't read.
        logger.exception("readiness probe failed")
        return "the probe failed; see the log"
    return None
