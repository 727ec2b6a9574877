"""Structured logs, JSON or for the console, with the request id in every line a request causes."""

import logging
import sys
import time
from collections.abc import MutableMapping
from typing import Any, Literal

import orjson
import structlog
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from schema.error_codes import ErrorCode
from schema.presentation import INTERNAL_MESSAGE
from server.answer import refusal
from server.request_id import HEADER, request_id_of

LogFormat = Literal["json", "console"]

QUIET_PATHS = frozenset({"/healthz", "/readyz", "/metrics"})
"""Asked every few seconds by machines; logged at DEBUG."""

logger = logging.getLogger("stoa.request")


def configure_logs(form: LogFormat = "console", level: str = "INFO") -> None:
    """Send all logs, ours and the libraries', to standard error in one form. Call once, at start."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: list[Any] = (
        [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(_json)]
        if form == "json"
        else [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())]
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared, processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last]
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).handlers = []
        logging.getLogger(name).propagate = name != "uvicorn.access"  # the middleware below logs requests


class RequestLog:
    """Middleware: gives each request an id, says how it ended, and answers when everything below it failed."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        request_id = request_id_of(scope)
        started = time.perf_counter()
        status = 0

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[HEADER] = request_id
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await self.app(scope, receive, send_with_id)
            except Exception:
                logger.exception("request failed")
                if scope["type"] == "http" and status == 0:
                    response = refusal(INTERNAL_MESSAGE, 500, ErrorCode.INTERNAL, requestId=request_id)
                    await response(scope, receive, send_with_id)
            finally:
                _log(scope, status, time.perf_counter() - started)


def _log(scope: MutableMapping[str, Any], status: int, seconds: float) -> None:
    level = logging.DEBUG if scope["path"] in QUIET_PATHS else logging.INFO
    if logger.isEnabledFor(level):
        details = {
            "method": scope.get("method", "WEBSOCKET"),
            "path": scope["path"],
            "status": status,
            "milliseconds": round(seconds * 1000, 1),
        }
        logger.log(level, "request", extra=details)


def _json(event: Any, **_options: Any) -> str:
    return orjson.dumps(event, default=str).decode()
