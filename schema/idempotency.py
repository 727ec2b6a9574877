"""Mutations under an `idempotencyKey`: what was asked for, and the payload as it is kept and given again."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import cache
from typing import Any, get_type_hints

import orjson
import strawberry
from pydantic import BaseModel, create_model

from domain.idempotency import call_of
from resolvers.context import Context
from resolvers.idempotency import once
from schema.types import Info
from schema.user_errors import Payload


@strawberry.input(description="What every mutation takes.")
class MutationInput:
    """Base of the inputs of mutations."""

    idempotency_key: str | None = strawberry.field(
        default=None,
        description="A name you choose for this request, at most 200 characters. Sent again within 24 hours under the "
        "same key, it changes nothing and has the same answer.",
    )


async def answered_once(
    info: Info, input: MutationInput, payload: Any, run: Callable[[Info], Awaitable[Payload]]
) -> Any:
    """The payload that `run` gives, or gave when the input was sent first under its key."""
    assert input.idempotency_key is not None
    kept = kept_as(payload)
    asked = orjson.dumps(replace(input, idempotency_key=None), option=orjson.OPT_SORT_KEYS)
    call = call_of(info.context.viewer.principal, info.field_name, input.idempotency_key, asked)

    async def work(ctx: Context) -> bytes:
        given = await run(replace(info, _raw_info=info._raw_info._replace(context=ctx)))
        return (
            kept(**{name: getattr(given, name) for name in kept.model_fields}).model_dump_json(round_trip=True).encode()
        )

    return payload(**dict(kept.model_validate_json(await once(info.context, call, work))))


@cache
def kept_as(payload: type[Payload]) -> type[BaseModel]:
    """The model by which a payload is kept as JSON.

    Raises:
        PydanticSchemaGenerationError: a field's values are GraphQL types, not records or plain values.
    """
    fields: dict[str, Any] = {
        name: (kind, ...) for name, kind in get_type_hints(payload).items() if name != "user_errors"
    }
    return create_model(payload.__name__, **fields)
