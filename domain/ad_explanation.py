"""Why a flight can't serve in a place: everything that is in its way, by name and in words."""

from calendar import day_name
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.ad_catalogue import Candidate, ReservedPlace, RuleKind, rules
from domain.ad_context import AdContext
from domain.flight import FlightState, price_of_act
from domain.match import PLUS, Ask, Criterion, known, local
from domain.money import MICROS
from domain.record import Record
from domain.sponsor import SponsorState, runs

MAX_VALUES = 20
"""So many values of a criterion are told."""

IN_WORDS = 5
"""So many of them in a sentence."""


class Obstacle(StrEnum):
    """What is in a flight's way."""

    STATE = "STATE"
    TIME = "TIME"
    SPONSOR = "SPONSOR"
    CONTRACT = "CONTRACT"
    NO_AD = "NO_AD"
    BUDGET = "BUDGET"
    DAILY_CAP = "DAILY_CAP"
    NO_ADS_HERE = "NO_ADS_HERE"
    TARGETING = "TARGETING"
    EXCLUSION = "EXCLUSION"
    EXCLUSIVITY = "EXCLUSIVITY"
    VETO = "VETO"


@dataclass(frozen=True, slots=True)
class Found:
    """One obstacle, with ids where names will stand. `text` says it where no values do."""

    obstacle: Obstacle
    text: str = ""
    criterion: Criterion | None = None
    excluded: bool = False
    asked: tuple[str, ...] = ()
    found: tuple[str, ...] = ()


class Reason(Record):
    """One obstacle, with names."""

    obstacle: Obstacle
    text: str
    criterion: Criterion | None
    asked: tuple[str, ...]
    found: tuple[str, ...]


class Explanation(Record):
    """Whether a flight may serve in a place, or all that is in its way."""

    eligible: bool
    reasons: tuple[Reason, ...]


NOUNS = {
    Criterion.TAG: "tag",
    Criterion.INTEREST: "interest",
    Criterion.AREA: "area",
    Criterion.SEGMENT: "segment",
    Criterion.SAVED_SEGMENT: "saved segment",
    Criterion.CONTENT_KIND: "kind",
    Criterion.COUNTRY: "country",
    Criterion.LANGUAGE: "language",
    Criterion.DEVICE: "device",
    Criterion.WEEKDAY: "day",
    Criterion.HOUR: "hour",
    Criterion.KEYWORD: "word",
    Criterion.SIMILAR: "similarity to",
}
WHO = {
    Obstacle.TARGETING: "It keeps away from",
    Obstacle.EXCLUSION: "Its sponsor doesn't stand beside",
    Obstacle.EXCLUSIVITY: "Another sponsor alone stands with",
    Obstacle.VETO: "Its sponsor is refused by",
}


def explain(
    candidate: Candidate, reserved: Sequence[ReservedPlace], context: AdContext, closed: bool = False
) -> list[Found]:
    """All that is in a flight's way; nothing if it may serve. `closed`: no ads at all may stand there."""
    found = [*_of_flight(candidate, context), *_of_money(candidate)]
    if closed:
        found.append(Found(Obstacle.NO_ADS_HERE, "No ads stand in this area."))
    there = {criterion: frozenset(values) for criterion, values in known(context).items()}
    for criterion, value in local(context.at, candidate.flight.zone).items():
        there[criterion] = frozenset({value})
    taken = [place for place in reserved if runs(place.starts_at, place.ends_at, context.at)]
    for rule in rules(candidate, taken):
        found += _of_rule(rule.kind, rule.ask, there[rule.ask.criterion])
    return found


def worded(found: Found, names: Mapping[str, str]) -> Reason:
    """The same with names for ids, and in words."""
    asked, here = _named(found, found.asked, names), _named(found, found.found, names)
    text = found.text
    if found.criterion is not None:
        noun = NOUNS[found.criterion]
        if found.excluded:
            text = f"{WHO[found.obstacle]} {noun} {_listed(here)}."
        else:
            text = f"It asks for {noun} {_listed(asked)}; here {_instead(found.criterion, here)}."
    return Reason(obstacle=found.obstacle, text=text, criterion=found.criterion, asked=asked, found=here)


def _of_flight(candidate: Candidate, context: AdContext) -> Iterator[Found]:
    flight, sponsor, at = candidate.flight, candidate.sponsor, context.at
    if flight.state is not FlightState.LIVE:
        yield Found(Obstacle.STATE, f"It is {flight.state}: only a live flight serves.")
    if at < flight.starts_at:
        yield Found(Obstacle.TIME, f"It begins on {flight.starts_at:%Y-%m-%d at %H:%M} UTC.")
    if at >= flight.ends_at:
        yield Found(Obstacle.TIME, f"It ended on {flight.ends_at:%Y-%m-%d at %H:%M} UTC.")
    if sponsor.state is not SponsorState.APPROVED:
        yield Found(Obstacle.SPONSOR, f"Its sponsor is {sponsor.state}: only an approved one advertises.")
    if not runs(sponsor.starts_at, sponsor.ends_at, at):
        yield Found(Obstacle.CONTRACT, "The contract of its sponsor doesn't run then.")
    if not candidate.ads:
        yield Found(Obstacle.NO_AD, "It has no ad to show.")


def _of_money(candidate: Candidate) -> Iterator[Found]:
    flight = candidate.flight
    price = price_of_act(flight.pricing, flight.price_minor)
    if candidate.spent_micro + price > flight.budget_minor * MICROS:
        yield Found(Obstacle.BUDGET, "Its budget has no room for one more act.")
    cap = flight.daily_cap_minor
    if cap is not None and candidate.spent_today_micro + price > cap * MICROS:
        yield Found(Obstacle.DAILY_CAP, "Its daily cap has no room for one more act on that day.")


def _of_rule(kind: RuleKind, ask: Ask, here: frozenset[str]) -> Iterator[Found]:
    obstacle = Obstacle(kind.value)
    if met := ask.exclude & here:
        # What other sponsors have alone elsewhere is nobody's business.
        told = ask.exclude if kind in (RuleKind.TARGETING, RuleKind.EXCLUSION) else met
        yield Found(obstacle, "", ask.criterion, True, _some(told), _some(met))
    if ask.include and not ask.include & here:
        yield Found(obstacle, "", ask.criterion, False, _some(ask.include), _some(here))


def _some(values: Collection[str]) -> tuple[str, ...]:
    """Some values in order; pairs of tags are known by the contents they are of."""
    numbers = all(value.isdigit() for value in values)
    whole = [value for value in values if PLUS not in value]
    return tuple(sorted(whole, key=int if numbers else str)[:MAX_VALUES])


def _named(found: Found, values: Sequence[str], names: Mapping[str, str]) -> tuple[str, ...]:
    if found.criterion is Criterion.WEEKDAY:
        return tuple(day_name[int(value) - 1] for value in values)
    return tuple(names.get(value, value) for value in values)


def _listed(values: Sequence[str]) -> str:
    more = len(values) - IN_WORDS
    return " or ".join(values[:IN_WORDS]) + (f" or {more} more" if more > 0 else "")


def _instead(criterion: Criterion, here: Sequence[str]) -> str:
    if criterion is Criterion.SIMILAR:
        return "is neither one of them nor a page that shares two tags with one"
    if criterion is Criterion.KEYWORD and here:
        return "is none of them"
    return f"it is {', '.join(here[:IN_WORDS])}" if here else "it isn't known"
