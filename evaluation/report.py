"""What an evaluation says: the file of rankings, the table of figures, and plots of them as SVG."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from pathlib import Path

import pygal
from rich.table import Table

from domain.learning import Learned
from evaluation.metrics import Summary, mean_of
from evaluation.outcome import Outcome

COLUMNS = ("block", "user_id", "item_id", "rank")
LESS = 0.005
"""Weights below it aren't shown."""

HEADS = {
    "queries": "queries", "ndcg": "NDCG@10", "ndcg_error": "± s.e.", "recall": "recall@10", "map": "MAP", "mrr": "MRR",
    "warm": "NDCG warm", "cold": "NDCG cold", "cold_queries": "cold queries", "coverage": "coverage",
    "live_coverage": "of live items", "gini": "Gini", "popularity": "popularity",
    "novelty": "novelty",
}  # fmt: skip


def write_rankings(path: Path, rankings: Iterable[tuple[str, str, Sequence[str]]]) -> int:
    """Write block, user_id, item_id and rank; how many rows there are."""
    rows = [(block, user, item, n) for block, user, items in rankings for n, item in enumerate(items, start=1)]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(COLUMNS)
        writer.writerows(rows)
    return len(rows)


def table(summaries: Mapping[str, Summary]) -> Table:
    """The figures, one method a column."""
    found = Table(title="Judged by what came after; standard error by bootstrap over users")
    found.add_column("")
    for name in summaries:
        found.add_column(name, justify="right")
    for field in fields(Summary):
        found.add_row(HEADS[field.name], *(shown(getattr(one, field.name)) for one in summaries.values()))
    return found


def write_figures(path: Path, summaries: Mapping[str, Summary]) -> None:
    """The same as CSV, unrounded."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("method", *(field.name for field in fields(Summary))))
        writer.writerows((name, *asdict(figures).values()) for name, figures in summaries.items())


def said(learned: Learned) -> list[str]:
    """What came of learning, in sentences."""
    gain = learned.gain
    kept = "They are used." if learned.better else "The default weights are kept."
    if not learned.examples:
        return ["Nothing could be learned: nobody has anything relevant in the validation part. " + kept]
    weights = sorted(learned.weights.items(), key=lambda item: -item[1])
    listed = ", ".join(f"{name} {weight:.2f}" for name, weight in weights if weight >= LESS)
    return [
        f"Learned from {learned.examples:,} queries: {listed}.",
        f"On users they weren't learned from NDCG@10 changes by {gain.value:+.4f}, one standard error to either side "
        f"is {gain.low:+.4f} and {gain.high:+.4f}. {kept}",
    ]


def write_plots(path: Path, outcome: Outcome, summaries: Mapping[str, Summary]) -> list[Path]:
    """NDCG and coverage by method, NDCG by day, and the weights in use, as SVG files beside `path`."""
    charts = {"methods": _methods(summaries), "days": _days(outcome), "weights": _weights(outcome.learned)}
    written = []
    for name, chart in charts.items():
        target = path.with_suffix(f".{name}.svg")
        target.write_bytes(chart.render())
        written.append(target)
    return written


def _methods(summaries: Mapping[str, Summary]) -> pygal.Bar:
    chart = new_chart(pygal.Bar, "NDCG@10 ± standard error, and coverage of live items")
    chart.x_labels = list(summaries)
    chart.add("NDCG@10", [_with_error(one.ndcg, one.ndcg_error) for one in summaries.values()])
    chart.add("coverage of live items", [one.live_coverage for one in summaries.values()])
    return chart


def _days(outcome: Outcome) -> pygal.Line:
    chart = new_chart(pygal.Line, "NDCG@10 by day")
    of_block: dict[str, dict[str, list[float]]] = {name: defaultdict(list) for name in outcome.methods}
    for name, method in outcome.methods.items():
        for row in method.rows:
            of_block[name][row.block].append(row.ndcg)
    labels = sorted({label for found in of_block.values() for label in found})
    chart.x_labels, chart.x_label_rotation = labels, 60
    for name, found in of_block.items():
        chart.add(name, [mean_of(found[label]) for label in labels])
    return chart


def _weights(learned: Learned) -> pygal.HorizontalBar:
    chart = new_chart(pygal.HorizontalBar, "Weights" if learned.better else "Weights learned, not used")
    names = [name for name in learned.weights if max(learned.weights[name], learned.default[name]) >= LESS]
    chart.x_labels = names
    chart.add("learned", [learned.weights[name] for name in names])
    chart.add("before", [learned.default[name] for name in names])
    return chart


def new_chart(kind: type[pygal.Graph], title: str) -> pygal.Graph:
    """A chart that loads nothing from elsewhere."""
    return kind(title=title, js=(), legend_at_bottom=True, human_readable=True, no_data_text="nothing was judged")


def _with_error(value: float, error: float) -> dict[str, object]:
    return {"value": value, "ci": {"low": max(0.0, value - error), "high": value + error}}


def shown(value: float | int | None) -> str:
    return "–" if value is None else f"{value:,}" if isinstance(value, int) else f"{value:.3f}"
