"""`/webhooks/…`: what a payment processor tells, taken from its body as it came, and only if it signed that just now.

Any answer but 200 has it told again: the processor keeps trying for days.
"""

from collections.abc import Awaitable, Callable, Mapping

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from domain.errors import Unavailable
from domain.payment import NotGenuine
from server.body import BODY_SECONDS, BadRequest, read_body

Hear = Callable[[str, bytes, Mapping[str, str]], Awaitable[None]]
"""Takes what the processor of that name tells, by its body and headers."""

HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


def payment_routes(hear: Hear) -> list[BaseRoute]:
    """The route that processors send their webhooks to."""

    async def webhook(request: Request) -> Response:
        try:
            body = await read_body(request, BODY_SECONDS)
            await hear(request.path_params["processor"], body, request.headers)
        except ClientDisconnect:
            return _answer(400, "The request was cut off.")
        except BadRequest as error:
            return _answer(error.status, error.message)
        except NotGenuine as error:
            return _answer(400, str(error))
        except Unavailable as error:
            return _answer(503, str(error))
        return _answer(200, "Taken.")

    return [Route("/webhooks/{processor}", webhook, methods=["POST"], include_in_schema=False)]


def _answer(status: int, message: str) -> Response:
    return JSONResponse({"message": message}, status, headers=HEADERS)
