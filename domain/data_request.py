"""What members ask to be done with what is known of them: to hand it over, or to erase it. A job does it."""

from enum import StrEnum

from domain.record import Moment, Record


class DataRequestKind(StrEnum):
    """What is asked for."""

    EXPORT = "EXPORT"
    ERASURE = "ERASURE"


class DataRequestState(StrEnum):
    """How far it is."""

    QUEUED = "QUEUED"
    RUNNING = "RUNNING"
    DONE = "DONE"
    FAILED = "FAILED"
    EXPIRED = "EXPIRED"


class ErasureMode(StrEnum):
    """What becomes of what the member wrote."""

    ANONYMISE = "ANONYMISE"
    DELETE_CONTENT = "DELETE_CONTENT"


class Counted(Record):
    """How many things of one kind were handed over or erased."""

    kind: str
    count: int


class DataRequest(Record):
    """A request and what came of it; for an erasure that is done, the receipt. Then nothing in it names the person."""

    id: str
    kind: DataRequestKind
    mode: ErasureMode | None
    state: DataRequestState
    requested_at: Moment
    finished_at: Moment | None
    expires_at: Moment | None
    problem: str | None
    counts: tuple[Counted, ...]
