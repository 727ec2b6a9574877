"""Levels of standing in the API, for what members stand on and for what areas ask of them."""

from domain.standing import Level
from schema.enums import describe_enum

__all__ = ["Level"]

describe_enum(
    Level,
    "How far a member has come, by points and by time here.",
    {
        "NEW": "Takes part within the limits for those who are new.",
        "MEMBER": "Is known: no limits any more.",
        "ESTABLISHED": "Has contributed for a while.",
        "TRUSTED": "Has contributed much, for long.",
    },
)
