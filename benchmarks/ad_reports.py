"""How long reports of delivery and effectiveness E(a,C) take, with 1,000 ads in a quarter of a year of delivery.

    .venv/bin/python -m benchmarks.ad_reports [--ads 1000] [--cells 200]

Each ad has so many cells, spread evenly over 90 days. Seconds are medians of repeated runs in one process.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from benchmarks.hits import profile
from domain.delivery_groups import grouped
from domain.delivery_report import ReportDimension, posted
from domain.effectiveness import FORMULA, CommunityPart
from domain.ids import IdPrefix, ModelId, new_id
from domain.outbox import outbox_event
from domain.scoring import ScoringKind, Weighting
from graph import delivery_report, effectiveness, scoring
from graph.database import Graph, Transaction
from graph.embedded import embedded
from graph.migrations import migrate
from jobs import refresh_ad_norms

REPEATS = 20
DAYS = 90
ADS_OF_SPONSOR = 20
FILL = """
UNWIND range($first, $last) AS n
WITH n, 'spo' + (n / 20) AS sponsor_id
MERGE (sponsor:Sponsor {id: sponsor_id}) SET sponsor.currency = 'EUR'
MERGE (campaign:Campaign {id: sponsor_id}) SET campaign.sponsor_id = sponsor_id, campaign.kind = 'PAID'
CREATE (:Flight {id: 'flt' + n, campaign_id: sponsor_id, sponsor_id: sponsor_id, currency: 'EUR'})
CREATE (:Ad {id: 'adv' + n, flight_id: 'flt' + n})
WITH n, sponsor_id
UNWIND range(1, $cells) AS c
CREATE (:DeliveryCell {key: n + '|' + c, campaign_id: sponsor_id, sponsor_id: sponsor_id, flight_id: 'flt' + n,
  ad_id: 'adv' + n, date: $today - duration({days: c % $days}), placement: 'p' + (c % 3),
  device: ['desktop', 'mobile'][c % 2], country: ['DE', 'CN', 'US', 'FR', ''][c % 5],
  segment: ['HIGH_VALUE', 'POTENTIAL', ''][c % 3], area_id: 'area' + (c % 7),
  tag_ids: ['tag' + (c % 40), 'tag' + (n % 40)],
  decisions: 40, views: 30 + n % 7, clicks: c % 2, conversions: CASE WHEN c % 20 = 0 THEN 1 ELSE 0 END,
  spend_micro: 1300000, invalid_bot: c % 3, reader_marks: range(0, 19)})
"""


def main(
    ads: Annotated[int, typer.Option(help="How many.")] = 1_000,
    cells: Annotated[int, typer.Option(help="Of each.")] = 200,
) -> None:
    """Measure and print."""
    with TemporaryDirectory() as home, embedded(Path(home)) as server:

        async def measured() -> None:
            async with Graph.connect(server) as graph:
                await migrate(graph)
                await scoring.ensure_default_models(graph)
                for first in range(0, ads, ADS_OF_SPONSOR):
                    await graph.write(_fill, first, min(ads, first + ADS_OF_SPONSOR) - 1, cells)
                await _measure(graph, ads, cells)

        asyncio.run(measured())


async def _fill(tx: Transaction, first: int, last: int, cells: int) -> None:
    given = {"first": first, "last": last, "cells": cells, "days": DAYS, "today": datetime.now(UTC).date()}
    await (await tx.run(FILL, given)).consume()


async def _measure(graph: Graph, ads: int, cells: int) -> None:
    now = datetime.now(UTC)
    table = Table("what", "seconds", "db hits", title=f"{ads:,} ads, {ads * cells:,} cells of delivery")
    table.add_row(
        "norms of all slices, by the job", f"{await _timed(partial(refresh_ad_norms.run, graph, now)):.2f}", ""
    )
    context = CommunityPart(tag_id="tag1", segment="HIGH_VALUE", device="mobile")
    for model in ("20 features", f"all {len(FORMULA.features)} features"):
        for count in (1, 100):
            params = effectiveness.score_params([f"adv{n * 7 % ads}" for n in range(count)], context, now)
            table.add_row(f"E of {count} by {model}", *await _row(graph, effectiveness.SCORE, params))
        await _weigh_all(graph, now)
    first = now.date() - timedelta(days=DAYS)
    for by in ((), (ReportDimension.DAY,), (ReportDimension.COUNTRY, ReportDimension.DEVICE)):
        asked = delivery_report.pieces_params("spo1", first, now.date(), by)
        seconds = await _repeated(partial(_report, graph, asked))
        hits = "" if by else f"{await graph.read(profile, delivery_report.PIECES, asked):,}"
        table.add_row(f"a campaign's report by {', '.join(by) or 'nothing'}", f"{seconds:.4f}", hits)
    Console().print(table)


async def _report(graph: Graph, params: delivery_report.PiecesParams) -> None:
    pieces = await graph.read(delivery_report.PIECES.all, params)
    grouped(pieces, posted(pieces, {}), params.by)


async def _weigh_all(graph: Graph, now: datetime) -> None:
    id = ModelId(new_id(IdPrefix.MODEL))
    features = FORMULA.propose([Weighting(known.name, 1) for known in FORMULA.features])
    await graph.write(scoring.propose, id, ScoringKind.AD_EFFECTIVENESS, features, now)
    await graph.write(scoring.activate, id, outbox_event("scoring_model.activated", now, {"scoringModelId": id}))


async def _row(graph: Graph, query: Any, params: Any) -> tuple[str, str]:
    seconds = await _repeated(partial(graph.read, query.all, params))
    return f"{seconds:.4f}", f"{await graph.read(profile, query, params):,}"


async def _repeated(work: Callable[[], Awaitable[object]]) -> float:
    return median([await _timed(work) for _ in range(REPEATS)])


async def _timed(work: Callable[[], Awaitable[object]]) -> float:
    started = perf_counter()
    await work()
    return perf_counter() - started


if __name__ == "__main__":
    typer.run(main)
