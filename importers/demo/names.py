"""Names for the members of a demo community, from several languages."""

from functools import cached_property

import numpy as np
from faker import Faker

from importers.demo.plan import Plan

LOCALES = ("en_US", "en_GB", "de_DE", "fr_FR", "es_ES", "it_IT", "pt_BR", "nl_NL", "pl_PL", "sv_SE", "tr_TR", "en_IN")
PER_LOCALE = 120
"""First and last names taken of each language; members of one language share them."""


class Names:
    """A name for each member, the same for the same plan."""

    def __init__(self, plan: Plan) -> None:
        self._choices = plan.random("names").random((3, plan.users))
        self._seed = plan.seed

    def of(self, member: int) -> str:
        """The display name of a member."""
        language, first, last = self._choices[:, member]
        firsts, lasts = self._lists[int(language**1.5 * len(LOCALES))]
        return f"{firsts[int(first * len(firsts))]} {lasts[int(np.floor(last * len(lasts)))]}"

    @cached_property
    def _lists(self) -> list[tuple[list[str], list[str]]]:
        return [_names(locale, self._seed) for locale in LOCALES]


def _names(locale: str, seed: int) -> tuple[list[str], list[str]]:
    fake = Faker(locale)
    fake.seed_instance(seed)
    firsts = dict.fromkeys(fake.first_name() for _ in range(PER_LOCALE))
    lasts = dict.fromkeys(fake.last_name() for _ in range(4 * PER_LOCALE))
    return list(firsts), list(lasts)
