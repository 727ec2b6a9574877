"""Who earned which badge: a pure fold over what stands in a member's ledger, the same for one act and for a backfill.

Nothing but the set of what stands goes in, so what comes out depends neither on the order in which it came nor on what
was undone on the way. An award names the moment from which it has stood on what stands now.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from domain.badges import BadgeBook, BadgeKind, BadgeRule, badge_id
from domain.content import ContentKind
from domain.ids import BadgeId, ContentId, TagId, UserId
from domain.points import PointRule
from domain.record import Day, Moment, Record

EVIDENCE = 10
"""So many contents at most an award names, the latest of those it stands on."""

MADE = frozenset({PointRule.PUBLISHED, PointRule.ANSWERED, PointRule.COMMENTED})


class Deed(Record):
    """A grant that stands, as it concerns one member: `mine` if it was granted to them, else they acted."""

    user_id: UserId
    mine: bool
    rule: PointRule
    content_id: ContentId
    kind: ContentKind | None
    at: Moment
    day: Day
    tag_ids: tuple[TagId, ...]

    @property
    def done(self) -> bool:
        """Whether it is something the member did themselves, rather than had done to what they wrote."""
        return not self.mine or self.rule in MADE


@dataclass(frozen=True, slots=True)
class Earned:
    """A badge that is earned now. `scope` is the tag or content it is for, empty where there is one a member."""

    badge_id: BadgeId
    scope: str
    awarded_at: datetime
    evidence: tuple[ContentId, ...]


Step = tuple[int, str, datetime, tuple[ContentId, ...]]
"""Level, scope, moment and evidence."""


def earned(book: BadgeBook, joined_at: datetime, deeds: Iterable[Deed], now: datetime) -> Iterator[Earned]:
    """All badges that a member has earned by what stands, who joined then, as of `now`."""
    ordered = sorted(deeds, key=lambda deed: (deed.at, deed.content_id, deed.rule))
    for rule in book.rules:
        for level, scope, at, evidence in _steps(rule, joined_at, ordered, now):
            yield Earned(badge_id(rule.slug, level), scope, at, evidence)


def _steps(rule: BadgeRule, joined_at: datetime, deeds: Sequence[Deed], now: datetime) -> Iterator[Step]:
    match rule.kind:
        case BadgeKind.COUNT:
            yield from _counted(rule, "", _of(rule, deeds))
        case BadgeKind.TAG:
            for tag_id, about in _by_tag(_of(rule, deeds)).items():
                yield from _counted(rule, tag_id, about)
        case BadgeKind.SCORE:
            for content_id, votes in _by_content(_of(rule, deeds)).items():
                yield from _scored(rule, content_id, votes)
        case BadgeKind.STREAK:
            yield from _streak(rule, [deed for deed in deeds if deed.done])
        case BadgeKind.TENURE:
            yield from _tenure(rule, joined_at, [deed for deed in deeds if deed.mine and deed.done], now)


def _of(rule: BadgeRule, deeds: Iterable[Deed]) -> list[Deed]:
    """What a rule counts."""
    return [
        deed
        for deed in deeds
        if deed.rule in rule.counts and deed.mine is not rule.acting and (rule.kinds is None or deed.kind in rule.kinds)
    ]


def _counted(rule: BadgeRule, scope: str, deeds: Sequence[Deed]) -> Iterator[Step]:
    for level, needed in enumerate(rule.thresholds, start=1):
        if len(deeds) >= needed:
            yield level, scope, deeds[needed - 1].at, _evidence(deeds[:needed])


def _scored(rule: BadgeRule, content_id: ContentId, votes: Sequence[Deed]) -> Iterator[Step]:
    """Votes for it less votes against it: awarded when that was last reached, if it has held since."""
    for level, needed in enumerate(rule.thresholds, start=1):
        score, since = 0, None
        for vote in votes:
            score += 1 if vote.rule is PointRule.VOTED_UP else -1
            since = None if score < needed else since or vote.at
        if since is not None:
            yield level, content_id, since, (content_id,)


def _streak(rule: BadgeRule, deeds: Sequence[Deed]) -> Iterator[Step]:
    """The first run of days, each with something done, that is long enough."""
    first = dict[date, Deed]()
    for deed in deeds:
        first.setdefault(deed.day, deed)
    run, reached = list[Deed](), 0
    for day in sorted(first):
        if run and run[-1].day != day - timedelta(days=1):
            run.clear()
        run.append(first[day])
        while reached < len(rule.thresholds) and len(run) >= rule.thresholds[reached]:
            reached += 1
            yield reached, "", first[day].at, _evidence(run)


def _tenure(rule: BadgeRule, joined_at: datetime, wrote: Sequence[Deed], now: datetime) -> Iterator[Step]:
    for level, years in enumerate(rule.thresholds, start=1):
        at = anniversary(joined_at, years)
        if wrote and at <= now:
            yield level, "", max(at, wrote[0].at), _evidence(wrote[:1])


def anniversary(joined_at: datetime, years: int) -> datetime:
    """So many years later, or before if negative, in UTC; the 28th of February where there is no 29th."""
    at = joined_at.astimezone(UTC)
    try:
        return at.replace(year=at.year + years)
    except ValueError:
        return at.replace(year=at.year + years, day=28)


def _evidence(deeds: Sequence[Deed]) -> tuple[ContentId, ...]:
    """The last contents of theirs, or that they acted on in the open: whom they voted for is nobody's business."""
    return tuple(dict.fromkeys(deed.content_id for deed in reversed(deeds) if deed.mine))[:EVIDENCE]


def _by_tag(deeds: Iterable[Deed]) -> dict[TagId, list[Deed]]:
    found = defaultdict[TagId, list[Deed]](list)
    for deed in deeds:
        for tag_id in deed.tag_ids:
            found[tag_id].append(deed)
    return found


def _by_content(deeds: Iterable[Deed]) -> dict[ContentId, list[Deed]]:
    found = defaultdict[ContentId, list[Deed]](list)
    for deed in deeds:
        found[deed.content_id].append(deed)
    return found
