"""Why a reader sees an ad: what its flight asks for and is so here, in words that can be shown to them."""

from collections.abc import Mapping

from domain.ad_context import AdContext
from domain.match import Criterion, asks, known
from domain.targeting import Targeting

NAMED = (Criterion.TAG, Criterion.INTEREST, Criterion.AREA)
"""Whose values are ids, that are told by their slugs."""

UNNAMED = {Criterion.SIMILAR: "similar page", Criterion.SAVED_SEGMENT: "saved segment"}
"""What is told without its values: what operators call members is theirs."""


def matched(targeting: Targeting, scene: AdContext, slugs: Mapping[str, str]) -> list[str]:
    """As in `tag python`, `interest rust`, `area help`, `country DE`; nothing where nothing is asked for.

    `slugs` are those of tags and areas by id; what has none isn't told of.
    """
    here, found = known(scene), []
    for ask in asks(targeting):
        values = sorted(ask.include & frozenset(here.get(ask.criterion, ())))
        name = ask.criterion.lower()
        if ask.criterion in UNNAMED:
            found += [UNNAMED[ask.criterion]] if values else []
        elif ask.criterion in NAMED:
            found += [f"{name} {slugs[value]}" for value in values if value in slugs]
        else:
            found += [f"{name} {value}" for value in values]
    return found
