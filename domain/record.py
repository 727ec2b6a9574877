"""The base of every record: what one row of a query becomes, checked once where it enters."""

from datetime import UTC, date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict


class Record(BaseModel):
    """An immutable row. Its fields are the columns of a query, word for word."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _native(value: Any) -> Any:
    """A database's own time value, milliseconds since 1970 or ISO 8601, as Python's.

    Duck-typed: the domain needs no driver. Rows bring text (graph/queries.py), maps inside of them milliseconds.
    """
    if type(value) is str:
        return datetime.fromisoformat(value)
    if type(value) is int:
        return moment(value)
    to_native = getattr(value, "to_native", None)
    native = to_native() if to_native is not None else value
    # The driver's own UTC has a name, and sent back it would be kept as a zone beside the offset.
    return native.astimezone(UTC) if to_native is not None and isinstance(native, datetime) else native


def moment(milliseconds: int) -> datetime:
    """The moment so many milliseconds after 1970."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def milliseconds(at: datetime) -> int:
    """How many milliseconds after 1970 a moment is."""
    return round(at.timestamp() * 1000)


def day_of(moment: datetime) -> date:
    """The UTC day of a moment."""
    return moment.astimezone(UTC).date()


Moment = Annotated[datetime, BeforeValidator(_native)]
"""A point in time, aware, UTC."""

Day = Annotated[date, BeforeValidator(_native)]
"""A calendar day in UTC."""
