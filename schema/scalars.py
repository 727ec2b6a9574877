"""The scalars beside GraphQL's own, which are strict about what they take in: aware times and real 64-bit integers."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import NewType

import strawberry
from strawberry.exceptions import StrawberryInputCoercionError
from strawberry.types.scalar import ScalarDefinition

BigInt = NewType("BigInt", int)
"""Annotate a field with it to give integers beyond 32 bits."""

MAX_BIG_INT = 2**63 - 1
_INTEGER = re.compile(r"-?[0-9]{1,19}")


def _parse_big_int(value: object) -> int:
    number = int(value) if isinstance(value, str) and _INTEGER.fullmatch(value) else value
    if isinstance(number, bool) or not isinstance(number, int) or not -MAX_BIG_INT <= number <= MAX_BIG_INT:
        raise StrawberryInputCoercionError("BigInt takes an integer of at most 64 bits, as a number or a string.")
    return number


def _parse_time(value: object) -> datetime:
    try:
        time = datetime.fromisoformat(value) if isinstance(value, str) and len(value) <= 40 else None
    except ValueError:
        time = None
    if time is None or time.tzinfo is None:
        raise StrawberryInputCoercionError('DateTime takes RFC 3339 with an offset, such as "2026-11-22T18:30:00Z".')
    try:
        return time.astimezone(UTC)
    except OverflowError:
        raise StrawberryInputCoercionError("DateTime takes times of the years 1 to 9999.") from None


def _parse_date(value: object) -> date:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else _refuse_date()
    except ValueError:
        return _refuse_date()


def _refuse_date() -> date:
    raise StrawberryInputCoercionError('Date takes ISO 8601, such as "2026-11-22".')


SCALARS: Mapping[object, ScalarDefinition] = {
    BigInt: strawberry.scalar(
        name="BigInt",
        description="An integer of at most 64 bits; taken as a number or a string, given as a number.",
        serialize=int,
        parse_value=_parse_big_int,
    ),
    datetime: strawberry.scalar(
        name="DateTime",
        description="A moment by RFC 3339, given in UTC and taken with any offset.",
        specified_by_url="https://www.rfc-editor.org/rfc/rfc3339",
        serialize=lambda time: time.astimezone(UTC).isoformat(),
        parse_value=_parse_time,
    ),
    date: strawberry.scalar(
        name="Date",
        description="A day by ISO 8601, without a time zone.",
        serialize=date.isoformat,
        parse_value=_parse_date,
    ),
}
"""What Python type is which scalar, for the schema's configuration."""
