"""The base of every record: what one row of a query becomes, checked once where it enters."""

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict


class Record(BaseModel):
    """An immutable row. Its fields are the columns of a query, word for word."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _native(value: Any) -> Any:
    """A database's own time value as Python's. Duck-typed, so that the domain needs no driver."""
    to_native = getattr(value, "to_native", None)
    return to_native() if to_native is not None else value


Moment = Annotated[datetime, BeforeValidator(_native)]
"""A point in time, aware, UTC."""

Day = Annotated[date, BeforeValidator(_native)]
"""A calendar day in UTC."""
