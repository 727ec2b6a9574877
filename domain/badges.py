"""Badges: what members are distinguished for, declared as rules over what stands in their ledgers of points.

A rule says what it counts and how much of it each level takes; `domain/badge_fold.py` works out who meets it. What was
undone, taken down or done by somebody banned stands in no ledger, and so counts for no badge either.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from domain.content import STANDALONE_KINDS, ContentKind
from domain.event import EARLIEST
from domain.ids import BadgeId, IdPrefix, stable_id
from domain.points import PointRule
from domain.record import Record

LEVELS = {1: "bronze", 2: "silver", 3: "gold"}
"""What the levels are called."""


class BadgeKind(StrEnum):
    """What a badge goes by."""

    COUNT = "COUNT"
    STREAK = "STREAK"
    SCORE = "SCORE"
    TAG = "TAG"
    TENURE = "TENURE"
    BY_HAND = "BY_HAND"
    IMPORTED = "IMPORTED"


class Badge(Record):
    """One level of a badge, as it is shown."""

    id: BadgeId
    slug: str
    level: int
    name: str
    description: str
    kind: BadgeKind
    place: str
    """Where it stands in the list of all."""


@dataclass(frozen=True, slots=True)
class BadgeRule:
    """What a badge is for. Level n takes `thresholds[n - 1]`, of which `{n}` in the description tells.

    `counts` are the rules of points whose grants count, as far as they stand; `kinds` of content alone, where given.
    `acting` counts what members did to what others made, in the place of what is granted to themselves.
    """

    slug: str
    kind: BadgeKind
    name: str
    description: str
    thresholds: tuple[int, ...]
    counts: frozenset[PointRule] = frozenset()
    kinds: tuple[ContentKind, ...] | None = None
    acting: bool = False


@dataclass(frozen=True, slots=True)
class BadgeBook:
    """One version of the rules. Awards name the version by which they stand."""

    version: int
    rules: tuple[BadgeRule, ...]

    def badges(self) -> Iterator[Badge]:
        """Every level of every badge."""
        for number, rule in enumerate(self.rules):
            for level, threshold in enumerate(rule.thresholds, start=1):
                text = rule.description.format(n=threshold)
                place = f"{number:03}:{rule.slug}:{level}"
                yield badge(rule.slug, level, rule.name, text, rule.kind, place)


def badge_id(slug: str, level: int) -> BadgeId:
    """The id of a level of a badge, which follows from its slug."""
    return BadgeId(stable_id(IdPrefix.BADGE, EARLIEST, "badge", slug, str(level)))


def badge(slug: str, level: int, name: str, description: str, kind: BadgeKind, place: str) -> Badge:
    """A badge with its id."""
    id = badge_id(slug, level)
    return Badge(id=id, slug=slug, level=level, name=name, description=description, kind=kind, place=place)


COUNT, SCORE, TAG = BadgeKind.COUNT, BadgeKind.SCORE, BadgeKind.TAG
_ACCEPTED, _ACCEPTING = frozenset({PointRule.ANSWER_ACCEPTED}), frozenset({PointRule.ACCEPTING})
_PUBLISHED, _ANSWERED = frozenset({PointRule.PUBLISHED}), frozenset({PointRule.ANSWERED})
_COMMENTED, _VOTED_UP = frozenset({PointRule.COMMENTED}), frozenset({PointRule.VOTED_UP})
_VOTES = frozenset({PointRule.VOTED_UP, PointRule.VOTED_DOWN})
_QUESTION, _ANSWER = (ContentKind.QUESTION,), (ContentKind.ANSWER,)
_READS = tuple(kind for kind in STANDALONE_KINDS if kind is not ContentKind.QUESTION)
_GOOD = (10, 25, 60)
_YEARS = "Years since they joined, having written something: {n}."

BADGES = BadgeBook(
    version=1,
    rules=(
        BadgeRule("first-question", COUNT, "Curious", "Asked a first question.", (1,), _PUBLISHED, _QUESTION),
        BadgeRule("first-answer", COUNT, "Stepping in", "Gave a first answer.", (1,), _ANSWERED),
        BadgeRule("first-read", COUNT, "In print", "Published something to read.", (1,), _PUBLISHED, _READS),
        BadgeRule("first-comment", COUNT, "Joining in", "Wrote a first comment.", (1,), _COMMENTED),
        BadgeRule("first-vote", COUNT, "Having a say", "Voted on what others wrote.", (1,), _VOTES, acting=True),
        BadgeRule("writer", COUNT, "Writer", "Published {n} contents.", (10, 50, 200), _PUBLISHED),
        BadgeRule("helper", COUNT, "Helper", "Gave {n} answers.", (10, 50, 250), _ANSWERED),
        BadgeRule("solver", COUNT, "Solver", "{n} of their answers were accepted.", (5, 25, 100), _ACCEPTED),
        BadgeRule("good-host", COUNT, "Good host", "Accepted {n} answers of others.", (3, 15, 60), _ACCEPTING),
        BadgeRule("talker", COUNT, "In conversation", "Wrote {n} comments.", (25, 100, 500), _COMMENTED),
        BadgeRule("voter", COUNT, "Voter", "Voted on {n} contents.", (25, 250, 1_000), _VOTES, acting=True),
        BadgeRule("valued", COUNT, "Valued", "Was voted for {n} times.", (25, 250, 2_500), _VOTED_UP),
        BadgeRule("good-question", SCORE, "Good question", "A question with {n} votes.", _GOOD, _VOTES, _QUESTION),
        BadgeRule("good-answer", SCORE, "Good answer", "An answer with {n} votes.", _GOOD, _VOTES, _ANSWER),
        BadgeRule("good-read", SCORE, "Worth reading", "A content to read with {n} votes.", _GOOD, _VOTES, _READS),
        BadgeRule("expert", TAG, "At home", "{n} accepted answers under one tag.", (3, 10, 40), _ACCEPTED),
        BadgeRule("steady", BadgeKind.STREAK, "Steady", "Took part on {n} days in a row.", (7, 30, 100)),
        BadgeRule("tenure", BadgeKind.TENURE, "Anniversary", _YEARS, (1, 3, 5)),
        BadgeRule("thanks", BadgeKind.BY_HAND, "Thank you", "Given by moderators for what no rule sees.", (1, 1, 1)),
    ),
)
"""What holds now. To change it, raise `version`: the next backfill gives and takes by the rules as they are then."""
