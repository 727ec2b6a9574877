"""What an evaluation comes to: the lists of each way to rank, judged, and what was learned on the way."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from domain.judging import FIRST
from domain.learning import Learned
from domain.listing import Tried
from domain.recommendation import FORMULA
from evaluation.metrics import Judged, Percentiles, Summary, judge, summary
from evaluation.splits import Block

DEFAULT, LEARNED, DIVERSE, TRIED = "default weights", "learned weights", "… re-ranked", "… with exploration"
UNPLACED = "learned, every place alike"


@dataclass
class Method:
    """What one way to rank made of all blocks."""

    rows: list[Judged] = field(default_factory=list)
    shown: Counter[str] = field(default_factory=Counter)

    lists: list[tuple[str, list[str]]] = field(default_factory=list)
    """User and the ten that were shown, a query each."""

    def take(self, block: Block, lists: Mapping[str, Sequence[str]], percentiles: Percentiles) -> None:
        """Judge the lists of a block."""
        open_ = {user: [item for item in items if block.open_to(user, item)][:FIRST] for user, items in lists.items()}
        self.rows += judge(block, open_, percentiles)
        for user, items in open_.items():
            if block.relevant.get(user):
                self.shown.update(items)
                self.lists.append((user, items))


@dataclass(frozen=True)
class Base:
    """What learned weights start from and are compared with."""

    name: str = DEFAULT
    weights: Mapping[str, float] | None = None
    """None for those of version 1."""
    always: bool = False
    """Whether learned weights are judged even when cross-fitting doesn't speak for them."""

    @property
    def start(self) -> Mapping[str, float]:
        """The weights of all features."""
        return self.weights or {feature.name: feature.weight for feature in FORMULA.features}


DEFAULTS = Base()


@dataclass
class Outcome:
    """What came of an evaluation."""

    learned: Learned
    """The weights that count: by place, where any place is known."""
    plain: Learned | None = None
    """Those that every click counts alike for, where those that count are by place."""
    placed: int = 0
    """How many relevant candidates are known to have stood below the first place."""
    methods: dict[str, Method] = field(default_factory=dict)
    candidates: set[str] = field(default_factory=set)
    live: set[str] = field(default_factory=set)
    written: list[tuple[str, str, list[str]]] = field(default_factory=list)
    """Block, user and items in their order."""
    tried: Tried = field(default_factory=Tried)
    """What had places for exploration, as a server would remember it."""

    def summaries(self) -> dict[str, Summary]:
        """The figures of each method that judged anything."""
        return {
            name: summary(method.rows, method.shown, self.candidates, self.live)
            for name, method in self.methods.items()
            if method.rows
        }
