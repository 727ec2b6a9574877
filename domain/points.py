"""Points: what the community grants for which act, and how much of it counts. Every formula is here; nothing is stored.

A grant is decided once, when its fact comes in, and what was granted is what is ever taken back:

- own content earns nothing: rules for what others do skip the member who did it to themselves;
- the n-th grant by one rule from one member to another within 7 days is worth 1/n, rounded towards zero;
- a cap is a member's sum of gains a day by the rules that share it; the grant that meets it is clipped to what is left.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.content import ContentKind
from domain.ids import AreaId, ContentId, TagId, UserId

RING_SPAN = timedelta(days=7)
"""How far back grants from the same member make the next one worth less."""


class Act(StrEnum):
    """The facts that points are granted for."""

    PUBLISH = "PUBLISH"
    ANSWER = "ANSWER"
    COMMENT = "COMMENT"
    VOTE_UP = "VOTE_UP"
    VOTE_DOWN = "VOTE_DOWN"
    LIKE = "LIKE"
    ACCEPT = "ACCEPT"

    @property
    def own(self) -> bool:
        """Whether it is the making of the content itself, so that there is one of it a content."""
        return self in (Act.PUBLISH, Act.ANSWER, Act.COMMENT)


ACTS = {act.value: act for act in Act}
"""By name; behaviour that isn't among them earns nothing."""


class PointRule(StrEnum):
    """The rules by name. A name is never given another meaning; amounts may change with the version."""

    PUBLISHED = "PUBLISHED"
    ANSWERED = "ANSWERED"
    COMMENTED = "COMMENTED"
    VOTED_UP = "VOTED_UP"
    VOTED_DOWN = "VOTED_DOWN"
    DOWN_VOTING = "DOWN_VOTING"
    LIKED = "LIKED"
    ANSWER_ACCEPTED = "ANSWER_ACCEPTED"
    ACCEPTING = "ACCEPTING"


class Cap(StrEnum):
    """What is capped together, a day; the value is the property of the day that holds the sum of gains."""

    RECEIVED = "received"
    MADE = "made"


@dataclass(frozen=True, slots=True)
class Rule:
    """`points` for an act, to who made the content or, if `to_actor`, to who acted."""

    name: PointRule
    act: Act
    points: int
    cap: Cap | None = None
    to_actor: bool = False
    from_others: bool = False
    """Whether it takes two: nothing is granted for what members do to their own content."""
    only: ContentKind | None = None
    """The one kind of content it is for, where it isn't for all."""


@dataclass(frozen=True, slots=True)
class RuleBook:
    """One version of the rules. Entries name the version they were granted by."""

    version: int
    rules: tuple[Rule, ...]
    caps: dict[Cap, int]


RULES = RuleBook(
    version=1,
    rules=(
        Rule(PointRule.PUBLISHED, Act.PUBLISH, 5, cap=Cap.MADE, to_actor=True),
        Rule(PointRule.ANSWERED, Act.ANSWER, 3, cap=Cap.MADE, to_actor=True),
        Rule(PointRule.COMMENTED, Act.COMMENT, 1, cap=Cap.MADE, to_actor=True),
        Rule(PointRule.VOTED_UP, Act.VOTE_UP, 10, cap=Cap.RECEIVED, from_others=True),
        Rule(PointRule.VOTED_DOWN, Act.VOTE_DOWN, -2, from_others=True),
        Rule(PointRule.DOWN_VOTING, Act.VOTE_DOWN, -1, to_actor=True, from_others=True, only=ContentKind.ANSWER),
        Rule(PointRule.LIKED, Act.LIKE, 2, cap=Cap.RECEIVED, from_others=True),
        Rule(PointRule.ANSWER_ACCEPTED, Act.ACCEPT, 15, from_others=True),
        Rule(PointRule.ACCEPTING, Act.ACCEPT, 2, to_actor=True, from_others=True),
    ),
    caps={Cap.RECEIVED: 200, Cap.MADE: 30},
)
"""What holds now. To change it, raise `version`: what was granted before stays as it was granted."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The content a fact is about, as far as points go by it."""

    content_id: ContentId
    kind: ContentKind
    author_id: UserId | None
    area_id: AreaId | None = None
    tag_ids: tuple[TagId, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """Somebody did something to a content; of imported votes it isn't known who, and they have ids of their own."""

    act: Act
    actor_id: UserId | None
    content_id: ContentId
    at: datetime
    imported_id: str | None = None

    @property
    def id(self) -> str:
        """The same for the same fact, so that it counts once while it stands."""
        if self.act.own:
            return f"{self.act}:{self.content_id}"
        return self.imported_id or f"{self.act}:{self.actor_id}:{self.content_id}"


@dataclass(frozen=True, slots=True)
class Claim:
    """What one rule has for one member because of a fact, before caps and rings."""

    user_id: UserId
    rule: Rule
    fact: Fact
    subject: Subject

    @property
    def giver_id(self) -> UserId | None:
        """The other member whose repeated acts are worth less, if somebody else's act it was."""
        return None if self.rule.to_actor else self.fact.actor_id


def claims(book: RuleBook, fact: Fact, subject: Subject) -> Iterator[Claim]:
    """Who is to be granted something because of a fact, and by which rule."""
    own = subject.author_id is None or subject.author_id == fact.actor_id
    for rule in book.rules:
        if rule.act is not fact.act or rule.only not in (None, subject.kind) or (own and rule.from_others):
            continue
        user_id = fact.actor_id if rule.to_actor else subject.author_id
        if user_id is not None:
            yield Claim(user_id, rule, fact, subject)


def worth(book: RuleBook, rule: Rule, earlier: int, gained: int) -> int:
    """The points a grant is worth, with `earlier` grants of the kind from the same member in `RING_SPAN`, and `gained`
    points on that day under the rule's cap. Losses are neither capped nor do they make room under a cap."""
    return clipped(book, rule.cap, int(rule.points / (earlier + 1)), gained)


def clipped(book: RuleBook, cap: Cap | None, points: int, gained: int) -> int:
    """As much of `points` as fits under a cap of which `gained` are used up."""
    return points if cap is None or points <= 0 else min(points, max(book.caps[cap] - gained, 0))


def day_in(zone: ZoneInfo, at: datetime) -> date:
    """The day in the community's time zone on which a fact counts."""
    return at.astimezone(zone).date()
