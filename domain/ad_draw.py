"""The draws of one decision for a reader who is known: by what they were shown, and again when an ad can't be had.

Flights they saw as often as their caps let them have no chance; fatigue is in what the others are worth. When another
request takes the last view of a flight in the same moment, it is left out and one of the others is drawn by
p/(1 − Σ p of what can't be had). That is exactly an ad's chance where those can't be had: to be drawn at once or after
any of them. What is drawn at once is told with the chance that was known then.
"""

from collections.abc import Sequence
from datetime import datetime
from math import fsum
from random import Random

from domain.ad_choice import Appraiser, Choice, NoFill, Option, Scene
from domain.ad_history import AdHistory
from domain.ad_policy import chances, drawn
from domain.ad_worth import Candidate


class Draw:
    """What may be shown is valued when it is made, so that this can go on while the reader's history is read."""

    def __init__(
        self, appraiser: Appraiser, candidates: Sequence[Candidate], scene: Scene, now: datetime, random: Random
    ) -> None:
        self._appraiser, self._scene, self._now, self._random = appraiser, scene, now, random
        self._candidates = candidates
        self._options = appraiser.best(candidates, scene, now, random)
        self._chances: list[float] = []
        self._out: set[str] = set()
        self._none = NoFill.CAPPED if self._options else NoFill.PACED if candidates else NoFill.NO_MATCH

    def pick(self, history: AdHistory) -> Choice | NoFill:
        """Draw one of what can still be had, or why there is nothing."""
        while self._options:
            if not self._chances:
                self._weigh(history)
            if any(self._chances):
                index = drawn(self._chances, self._random.random())
                return Choice(self._options[index], self._chances[index])
            self._look_further(history)
        return self._none

    def leave_out(self, flight_id: str) -> None:
        """Go on without a flight that can't be had after all."""
        self._out.add(flight_id)
        left = [
            0.0 if self._is_out(option) else chance for option, chance in zip(self._options, self._chances, strict=True)
        ]
        total = fsum(left)
        self._chances = [chance / total for chance in left] if total > 0 else left

    def _weigh(self, history: AdHistory) -> None:
        """Give each option its chance by what the reader was shown."""
        self._options = [_tired(option, history) for option in self._options]
        capped = [history.capped(option.candidate.flight) for option in self._options]
        values = [0.0 if out else option.factors.value for option, out in zip(self._options, capped, strict=True)]
        self._chances = chances(values)

    def _look_further(self, history: AdHistory) -> None:
        """None of the options can be had: value what is left beside them."""
        self._candidates = [
            one for one in self._candidates if one.flight.id not in self._out and not history.capped(one.flight)
        ]
        self._options = self._appraiser.best(self._candidates, self._scene, self._now, self._random)
        self._chances = []

    def _is_out(self, option: Option) -> bool:
        return option.candidate.flight.id in self._out


def _tired(option: Option, history: AdHistory) -> Option:
    tired = history.tired(option.candidate.flight.id)
    return option if tired == 1 else option._replace(factors=option.factors._replace(fatigue=tired))
