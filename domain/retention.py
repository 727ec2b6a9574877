"""How long what is known of members is kept, kind by kind: what isn't named here is kept as long as the member."""

from dataclasses import dataclass
from datetime import timedelta

from domain.ad_decision import DAYS_KEPT
from domain.export import KEPT
from domain.segment_rules import COMPARED_FOR, OPEN_FOR

EXPORTS = KEPT
"""A document can be fetched for so long, and is deleted then."""

EXPORT_REQUESTS = timedelta(days=365)
"""After so long nobody needs to know that there was a document."""

PROOFS = timedelta(days=3 * 365)
"""So long after an erasure it can be shown what the person had consented to. Receipts and tombstones are kept."""

CASES = timedelta(days=2 * 365)
"""So long after it was decided a case is kept with its reports: reporters are weighed by their record of that time.
What was done to members stays on record as long as they are."""

AD_DECISIONS = timedelta(days=DAYS_KEPT)
"""So long it is known which ad was chosen for whom, and by which chance."""

AD_HOURS = timedelta(days=400)
"""So long it is known how many ads were asked for in which hour."""

SEGMENT_PROPOSALS = OPEN_FOR + COMPARED_FOR
"""So long it is known whom proposed rules of segments would move: then no comparison is new enough to rely on."""

LEAST_DAYS = 365
"""What members did has a name and a time for so long at least. By then the slowest memory of recommendation, which
halves in 30 days, has faded to a four-thousandth."""

FADED = 20
"""Half-lives after which an act is a millionth of one: by the first weights, A(u) changes by less than a hundredth."""


@dataclass(frozen=True, slots=True)
class Retention:
    """How long members' own acts are kept by name, and their sums a day; None for as long as they are members.

    Sums are kept at least as long as acts, for an erasure finds acts by them.
    """

    acts: timedelta | None = None
    sums: timedelta | None = None

    @classmethod
    def of(cls, acts_days: int, sums_days: int) -> "Retention":
        """That of so many days; 0 stands for no end."""
        return cls(*(timedelta(days=days) if days else None for days in (acts_days, sums_days)))

    def sums_kept(self, half_life_days: float) -> timedelta | None:
        """How long sums are kept where acts fade by that half-life at the slowest."""
        if self.acts is None or self.sums is None:
            return None
        return max(self.acts, self.sums, timedelta(days=FADED * half_life_days))
