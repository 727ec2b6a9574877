"""Acts on ads, and why one of them doesn't count. The visitor never notices: pixel and redirect are theirs anyway."""

from enum import StrEnum


class AdAct(StrEnum):
    """What somebody does with an ad that was decided on."""

    VIEW = "VIEW"
    CLICK = "CLICK"
    CONVERSION = "CONVERSION"


class InvalidReason(StrEnum):
    """Why an act wasn't counted. Each one is kept with its reason."""

    FORGED = "FORGED"
    EXPIRED = "EXPIRED"
    REPLAYED = "REPLAYED"
    NOT_VIEWED = "NOT_VIEWED"
    NOT_CLICKED = "NOT_CLICKED"
    MISMATCH = "MISMATCH"
    BOT = "BOT"
    PREFETCH = "PREFETCH"
    STAFF = "STAFF"
    SPONSOR = "SPONSOR"
    DATA_CENTRE = "DATA_CENTRE"
    RATE = "RATE"
    FREQUENCY = "FREQUENCY"
    INVALIDATED = "INVALIDATED"
    """It was counted, and found out later."""

    @property
    def counter(self) -> str:
        """The property of a cell that counts it."""
        return f"invalid_{self.value.lower()}"
