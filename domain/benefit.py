"""Benefits: what somebody may have by a grant, whatever the grant came from."""

from enum import StrEnum

from domain.errors import InvalidInput
from domain.record import Moment, Record

AD_FREE_SLUG = "ad-free"
AD_FREE_ID = "ben_01kb6w0000000000000000adfr"
"""The benefit of this slug, the same in every community."""


class BenefitKind(StrEnum):
    """What a benefit gives."""

    CONTENT = "CONTENT"
    AREA = "AREA"
    ALL_CONTENT = "ALL_CONTENT"
    AD_FREE = "AD_FREE"
    FEATURE = "FEATURE"

    @property
    def unlocks(self) -> bool:
        """Whether it lets its holders read something that is paid for."""
        return self in {BenefitKind.CONTENT, BenefitKind.AREA, BenefitKind.ALL_CONTENT}


class Benefit(Record):
    """One benefit. `slug` is what partners look at, for what only they can give."""

    id: str
    slug: str
    name: str
    description: str | None
    kind: BenefitKind
    created_at: Moment
    archived_at: Moment | None


def check_unlocks(kind: BenefitKind, contents: bool, areas: bool) -> None:
    """Go on only when what is named to be unlocked suits the kind.

    Raises:
        InvalidInput: contents or areas are named for another kind, or none for theirs.
    """
    for name, given, of in (("contents", contents, BenefitKind.CONTENT), ("areas", areas, BenefitKind.AREA)):
        if given and kind is not of:
            raise InvalidInput(f"Only a benefit of kind {of} unlocks {name}; leave them out.", ("input", name))
        if kind is of and not given:
            raise InvalidInput(f"A benefit of kind {of} unlocks {name}: name one at least.", ("input", name))
