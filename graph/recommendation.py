"""The ranking of what a user should read next, as Cypher computes it."""

from typing import Annotated, TypeVar

from pydantic import BeforeValidator, Field

from domain.content import ContentKind
from domain.errors import NotFound
from domain.ids import ContentId, ModelId, UserId
from domain.ranking import Ranking
from domain.record import Record
from graph.content import AudienceParams
from graph.database import Transaction
from graph.queries import Params, Query

T = TypeVar("T")
OrNone = Annotated[T | None, BeforeValidator(lambda value: value or ""), Field(validate_default=True)]
"""Sent as the empty string when there is none, so that the server's plan of the query fits both."""


class RankParams(AudienceParams):
    """Whom to rank for; None gives what suits everybody.

    `seed` draws the candidates for exploration; up to 24 of them come with the `limit` best, wherever they rank,
    and so does `also`, as it would be if a source brought it up: it has none.
    """

    user_id: OrNone[UserId]
    model_id: OrNone[ModelId] = None
    kinds: tuple[ContentKind, ...]
    area: OrNone[str] = None
    seed: int = 0
    also: OrNone[ContentId] = None
    limit: int


RANK = Query("recommendation/rank", RankParams, Ranking)


async def rank(tx: Transaction, params: RankParams) -> Ranking:
    """The best candidates, the highest score first. Some 14,000 db hits for a member, 9,000 for nobody.

    Raises:
        NotFound: there is no such model.
    """
    ranking = await RANK.one_or_none(tx, params)
    if ranking is None:
        raise NotFound("There is no such model of recommendation.", ("model",))
    return ranking


class ReadersParams(Params):
    after_id: str = ""
    limit: int


class Reader(Record):
    """Somebody to rank for."""

    id: UserId
    external_id: str | None


READERS = Query("recommendation/readers", ReadersParams, Reader)


class SimilarParams(AudienceParams):
    content_id: ContentId
    limit: int


class Alike(Record):
    """A content that is like another: more than 0.5 by its readers, below by nearness or the tags both have."""

    content_id: ContentId
    score: float
    shared: tuple[str, ...]
    near: float


SIMILAR = Query("recommendation/similar", SimilarParams, Alike)
