"""What an ad is decided by, as the graph knows it: the page, its reader, and what they were shown."""

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property

from domain.ad_decision import INTERESTS
from domain.ad_history import LATEST, WEEK, Shown
from domain.content import ContentKind
from domain.ids import IdPrefix, first_id
from domain.reach import LEAST
from domain.record import Moment, Record, milliseconds
from domain.segment import ValueSegment
from domain.words import terms
from graph.queries import Params, Query


class FactsParams(Params):
    content_id: str | None
    area: str | None
    user_id: str | None
    now: int
    since_id: str
    """Of what was shown, only decisions with this id or a later one are read."""
    interests: int = INTERESTS
    latest: int = LATEST
    saved_ids: Sequence[str] = ()
    """The saved segments that are looked for; of none nothing is read."""
    least: int = LEAST
    """A saved segment of fewer members isn't looked at."""

    @classmethod
    def at(
        cls,
        now: datetime,
        content_id: str | None,
        area: str | None,
        user_id: str | None,
        saved_ids: Sequence[str] = (),
    ) -> "FactsParams":
        """What to ask for a page and a reader at a moment. Whole numbers: the driver takes 60 µs for each time."""
        return cls(
            content_id=content_id,
            area=area,
            user_id=user_id,
            now=milliseconds(now),
            since_id=first_id(IdPrefix.DECISION, now - WEEK),
            saved_ids=saved_ids,
        )


class Page(Record):
    """A content as an ad may stand beside it. Tags are pairs of id and slug."""

    id: str
    kind: ContentKind
    title: str
    excerpt: str | None
    language: str | None
    visibility: str | None
    published_at: Moment | None
    tags: tuple[tuple[str, str], ...]

    @cached_property
    def words(self) -> frozenset[str]:
        """Of its title, its excerpt and its tags, as flights name them."""
        return frozenset(terms(f"{self.title} {self.excerpt or ''} {' '.join(slug for _, slug in self.tags)}").split())


class Place(Record):
    """The area it is in."""

    id: str
    slug: str
    ads_allowed: bool


class Reader(Record):
    """What is known of a reader that an ad may be chosen by, once they consented."""

    consents: bool
    ad_free: bool
    segment: ValueSegment | None
    interests: tuple[tuple[str, str], ...]
    saved: tuple[str, ...]
    """Ids of the saved segments they are in, of those that were looked for."""

    @property
    def chosen_for(self) -> bool:
        """Whether ads may be chosen for them."""
        return self.consents and not self.ad_free


class Facts(Record):
    page: Page | None
    place: Place | None
    reader: Reader | None
    shown: tuple[Shown, ...]
    """To the reader, lately."""


class ChangedParams(Params):
    since: datetime
    limit: int


class Changed(Record):
    """A reader of whom it changed whether ads may be chosen for them, and when."""

    id: str
    at: Moment


FACTS = Query("ad_decision/facts", FactsParams, Facts)
CHANGED = Query("ad_decision/changed_readers", ChangedParams, Changed)
