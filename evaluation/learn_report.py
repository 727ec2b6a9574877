"""What `stoa learn` says: sentences, the table of both models, and files of it."""

import csv
from collections.abc import Sequence
from pathlib import Path

import pygal
from rich.table import Table

from domain.fair_group import LEAST
from domain.fair_share import ExposureCheck, ExposureWarning
from domain.learning import Learned
from domain.scoring import ScoringModel, Weighting
from evaluation.comparison import Compared
from evaluation.learn import Lesson
from evaluation.learn_activity import ActivityLesson
from evaluation.report import new_chart, shown, write_figures, write_plots

MOVED = 0.02
"""Weights that change by less between the two ways to count clicks aren't named."""


def sentences(lesson: Lesson) -> list[str]:
    """What was learned from, whether it is better, and what places change."""
    training, learned = lesson.training, lesson.outcome.learned
    weights = sorted(learned.weights.items(), key=lambda item: -item[1])
    listed = ", ".join(f"{name} {weight:.2f}" for name, weight in weights if weight >= 0.005)
    spread = f"{training.gain:+.4f} (95 %: {training.gain_low:+.4f} to {training.gain_high:+.4f})"
    verdict = (
        "They are better, as far as this tells: look at coverage and at who gains and loses before they are put in use."
        if lesson.better
        else "That is no proof that they are better: leave them, or learn again when there is more."
    )
    return [
        f"Learned from {training.queries:,} lists of {learned.users:,} members, {training.since:%Y-%m-%d} to "
        f"{training.until:%Y-%m-%d}, of {training.acts:,} acts: {listed}.",
        f"On {training.judged:,} lists of the days after, NDCG@10 changes by {spread} beside {lesson.former}.",
        verdict,
        *_places(lesson),
    ]


def _places(lesson: Lesson) -> list[str]:
    plain = lesson.outcome.plain
    if plain is None or lesson.plain is None:
        return [
            "No click tells at which place it was made, so what stood higher may count for more than it is worth: send "
            "`exposureId` with events."
        ]
    gain = lesson.plain[0].difference
    same = (
        "Either way the conclusion is the same." if (gain.low > 0) == lesson.better else "The conclusion depends on it."
    )
    moved = ", ".join(_moved(lesson.outcome.learned, plain)) or "no weight by much"
    return [
        f"{lesson.outcome.placed:,} of what was come to stood below the first place, and counts for more by it. With "
        f"every place alike the change is {gain.value:+.4f} ({gain.low:+.4f} to {gain.high:+.4f}). {same} "
        f"Places change {moved}."
    ]


def _moved(learned: Learned, plain: Learned) -> list[str]:
    changes = {name: learned.weights[name] - plain.weights[name] for name in learned.weights}
    ordered = sorted(changes, key=lambda name: -abs(changes[name]))
    return [f"{name} by {changes[name]:+.2f}" for name in ordered if abs(changes[name]) >= MOVED]


def of_activity(lesson: ActivityLesson) -> list[str]:
    """What weights of A(u) were learned from, and whether they tell better who comes back."""
    training = lesson.training
    listed = ", ".join(f"{one.feature} {one.weight:.2f}" for one in _heaviest(lesson.weightings) if one.weight >= 0.005)
    verdict = "They are better." if training.gain_low > 0 else "That is no proof that they are better: leave them."
    change = f"{training.gain:+.2%} (95 %: {training.gain_low:+.2%} to {training.gain_high:+.2%})"
    return [
        f"Learned from {training.queries:,} times that an active member came back within 28 days or didn't: {listed}.",
        f"Of {training.judged:,} members who were active 28 days ago, A(u) by version {training.compared_version} puts "
        f"one who came back before one who didn't {lesson.former_auc:.1%} of the time; by these weights it changes by "
        f"{change}. {verdict}",
    ]


def _heaviest(weightings: Sequence[Weighting]) -> list[Weighting]:
    return sorted(weightings, key=lambda one: -one.weight)


def write_activity(path: Path, lesson: ActivityLesson) -> Sequence[Path]:
    """Write both models' weights."""
    write_weights(path, lesson.former, lesson.weightings)
    return [path]


def write_weights(path: Path, former: ScoringModel, weightings: Sequence[Weighting]) -> None:
    """Write the weights in use and those learned, the heaviest first."""
    in_use = {feature.name: feature.weight for feature in former.features}
    rows = [(one.feature, in_use[one.feature], one.weight) for one in _heaviest(weightings)]
    write_rows(path, ("feature", "former", "learned"), rows)


def of_exposure(check: ExposureCheck | None) -> list[str]:
    """Who would come before readers less, where they have too little already; None of too few members."""
    if check is None:
        return [f"Who comes before readers can't be told: fewer than {LEAST} members have candidates."]
    if not check.warnings:
        return [f"Beside version {check.compared_version} no group with too few places gets fewer."]
    return ["Fewer places for who has too few already:", *(one.sentence for one in check.warnings)]


def table(lesson: Lesson) -> Table:
    """Both models, a figure a row."""
    found = Table(title="Judged by what came after; 95 % intervals, members drawn anew")
    for head in ("", "lists", lesson.former, "learned", "difference", "from", "to"):
        found.add_column(head, justify="right" if head else "left")
    for row in lesson.compared:
        figures = (row.former, row.learned, *row.difference)
        found.add_row(row.figure, f"{row.queries:,}", *map(shown, figures))
    return found


def write(path: Path, lesson: Lesson, check: ExposureCheck | None = None) -> list[Path]:
    """Write both models' figures to `path`, and beside it those of all methods, weights, warnings and plots."""
    write_rows(path, ("figure", "lists", "former", "learned", "difference", "low", "high"), _rows(lesson.compared))
    outcome = lesson.outcome
    figures, weights = path.with_suffix(".figures.csv"), path.with_suffix(".weights.csv")
    summaries = outcome.summaries()
    write_figures(figures, summaries)
    plain = outcome.plain or outcome.learned
    rows = [
        (name, outcome.learned.default[name], weight, plain.weights[name]) for name, weight in _named(outcome.learned)
    ]
    write_rows(weights, ("feature", "former", "learned", "every place alike"), rows)
    groups = path.with_suffix(".groups.svg")
    groups.write_bytes(_groups(lesson).render())
    written = [figures, weights, *write_plots(path, outcome, summaries), groups]
    if check is not None:
        written.append(path.with_suffix(".exposure.csv"))
        warned = [tuple(one.model_dump(mode="json").values()) for one in check.warnings]
        write_rows(written[-1], list(ExposureWarning.model_fields), warned)
    return written


def _named(learned: Learned) -> list[tuple[str, float]]:
    return sorted(learned.weights.items(), key=lambda item: -item[1])


def _rows(compared: Sequence[Compared]) -> list[tuple[object, ...]]:
    return [(row.figure, row.queries, row.former, row.learned, *row.difference) for row in compared]


def write_rows(path: Path, head: Sequence[str], rows: Sequence[tuple[object, ...]]) -> None:
    """Write a table as CSV."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([head, *rows])


def _groups(lesson: Lesson) -> pygal.Bar:
    rows = [row for row in lesson.compared if row.figure.startswith("NDCG@10")]
    chart = new_chart(pygal.Bar, "Change of NDCG@10, with its 95 % interval")
    chart.x_labels, chart.x_label_rotation = [row.figure.removeprefix("NDCG@10, ") for row in rows], 30
    chart.add("learned less former", [_bar(row) for row in rows])
    return chart


def _bar(row: Compared) -> dict[str, object]:
    return {"value": row.difference.value, "ci": {"low": row.difference.low, "high": row.difference.high}}
