"""The cap on how many ads a member bears, which operators set."""

from domain.errors import InvalidInput
from domain.record import Record

MOST_PER_DAY = 1_000


class AdLoad(Record):
    """How many ads one known reader views in 24 hours at most; None for no cap."""

    per_day: int | None
    """Wherever they stand."""
    per_placement: int | None
    """In one placement."""

    def check(self) -> None:
        """Go on only with caps that can be kept.

        Raises:
            InvalidInput: one is out of range.
        """
        for name, cap in (("perDay", self.per_day), ("perPlacement", self.per_placement)):
            if cap is not None and not 0 <= cap <= MOST_PER_DAY:
                raise InvalidInput(f"Give 0 to {MOST_PER_DAY:,} ads a day, or null for no cap.", ("input", name))


NO_CAP = AdLoad(per_day=None, per_placement=None)
