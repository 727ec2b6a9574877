"""Graph learning by Neo4j Graph Data Science: when a run is worth it, what it may take, and why there is none."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.record import Moment, Record

ABSENT = (
    "Neo4j Graph Data Science isn't installed in this database, so nothing is learned from the graph as a whole; "
    "activity, interests and recommendations don't need it. Install its plugin, or use the embedded database."
)
OFF = "Graph learning is switched off: set STOA_GRAPH_LEARNING to true for it."

SHARE_NEW = 0.1
LEAST_NEW = 100
"""A whole-graph run is due when a tenth more acts are known than at the last one, and a hundred at least …"""

EVERY = timedelta(days=1)
"""… or so long after it, when anything has changed."""

GOES_ON_WITHIN = timedelta(hours=2)
"""A run that was cut off longer ago is begun anew."""


class Learned(StrEnum):
    """What is learned from the graph as a whole."""

    INFLUENCE = "influence"
    EMBEDDINGS = "embeddings"


class NoGraphLearning(Exception):
    """A run can't be had; the message says why and what to change. The features that need none are as before."""


@dataclass(frozen=True, slots=True)
class GraphLimits:
    """What a run may take of the database: MiB of its heap, and threads. `on` is whether there are any."""

    on: bool = True
    memory_mb: int = 512
    concurrency: int = 1


class LearnedGraph(Record):
    """The last run of one kind: for which moment, how many acts were known, and why a later one didn't come about.

    `begun_as_of` is the moment of one that began later and hasn't come to its end.
    """

    name: Learned
    as_of: Moment | None
    acts: int
    message: str | None
    begun_as_of: Moment | None = None


def goes_on(last: LearnedGraph | None, as_of: datetime) -> bool:
    """Whether a run at `as_of` is to go on with one that was cut off, and be as of that one's moment."""
    begun = last.begun_as_of if last else None
    return begun is not None and begun <= as_of < begun + GOES_ON_WITHIN


def is_due(last: LearnedGraph | None, as_of: datetime, acts: int) -> bool:
    """Whether a whole-graph run at `as_of`, when so many acts are known, would find what the last one didn't."""
    if last is None or last.as_of is None or last.as_of > as_of:
        return True
    change = abs(acts - last.acts)
    return change >= max(LEAST_NEW, SHARE_NEW * last.acts) or (change > 0 and as_of - last.as_of >= EVERY)


def check_memory(needed_bytes: int, what: str, limits: GraphLimits) -> None:
    """Refuse what would take more of the database's heap than it may.

    Raises:
        NoGraphLearning: it does.
    """
    needed_mb = -(-needed_bytes // 2**20)
    if needed_mb > limits.memory_mb:
        raise NoGraphLearning(
            f"{what} would take up to {needed_mb:,} MiB of the database's heap, and STOA_GRAPH_MEMORY_MB allows "
            f"{limits.memory_mb:,}. Raise it if the heap is large enough; what was learned before stays until then."
        )
