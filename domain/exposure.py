"""Where a recommended content was shown: an id that goes out with a list and comes back with what was done to it.

`feed:1764385200000:mdl_01k…:3` is the third place of the list that this model made at that moment. Only what is acted
on has to be told with it: of a click the place alone says how likely it was to be looked at (Joachims, Swaminathan and
Schnabel, *Unbiased learning-to-rank with biased feedback*, 2017), so nothing is kept of what was shown in vain.
"""

import re
from datetime import datetime
from math import log2

from domain.ids import ModelId
from domain.record import milliseconds
from domain.shown import MAX_SHOWN

_FORM = re.compile(r"feed:\d{1,15}:mdl_[0-9a-z]{26}:(?P<place>[1-9]\d{0,2})")


def exposure(as_of: datetime, model: ModelId, place: int) -> str:
    """The id of a place, from 1, in a list."""
    return f"feed:{milliseconds(as_of)}:{model}:{place}"


def place_of(exposure_id: str | None) -> int | None:
    """The place that an id speaks of; None for ids of other systems, and for what no list has."""
    match = _FORM.fullmatch(exposure_id or "")
    place = int(match["place"]) if match else None
    return place if place is not None and place <= MAX_SHOWN else None


def examined(place: int) -> float:
    """How likely that place, from 1, is looked at, beside the first: 1/log₂(1 + place), the discount of NDCG."""
    return 1 / log2(1 + place)
