"""What `stoa learn --kind AD_EFFECTIVENESS` says: what was learned, whether it is better, and what counts for less."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from domain.effectiveness import MEASURES, MIN_VIEWS, SHAPE
from domain.judging import Beside
from evaluation.learn_ads import AFTER, AdLesson
from evaluation.learn_report import write_rows, write_weights

FIGURES = ("AUC over views", "rank correlation over ads in parts")


def sentences(lesson: AdLesson) -> list[str]:
    """Sentences for operators."""
    training, version = lesson.training, lesson.training.compared_version
    weights = sorted(((one.weight, one.feature) for one in lesson.weightings), reverse=True)
    listed = ", ".join(f"{name} {weight:.2f}" for weight, name in weights if weight >= 0.005)
    better = training.gain_low > 0
    return [
        f"Learned from {training.queries:,} times that one of {lesson.ads:,} ads had {MIN_VIEWS:,} views in a part of "
        f"the community, and what was clicked there in the {AFTER} days after: {listed}.",
        f"In {training.judged:,} parts of the last {AFTER} days, by ads that weights weren't learned from: of a view "
        f"that was clicked and one that wasn't, the first has the higher E by version {version} "
        f"{lesson.views.former:.1%} of the time; by learned weights that changes by {_changed(lesson.views)}. The rank "
        f"correlation of E with click rates is {lesson.parts.former:.3f}, and changes by {_changed(lesson.parts)}.",
        "They tell better what is clicked." if better else "That is no proof that they are better: leave them.",
        f"Only clicks were looked at. {_measures(lesson)}: if what comes after a click matters more, propose weights.",
    ]


def _changed(of: Beside) -> str:
    value, low, high = of.change
    return f"{value:+.3f} (95 %: {low:+.3f} to {high:+.3f})"


def _measures(lesson: AdLesson) -> str:
    """How much each measure weighs over all slices, before and after."""
    sums = [
        _summed((one.name, one.weight) for one in lesson.former.features),
        _summed((one.feature, one.weight) for one in lesson.weightings),
    ]
    weighed = [name for name in MEASURES if max(of[name] for of in sums) >= 0.005]
    return "Measures weigh: " + ", ".join(f"{name} {sums[0][name]:.2f}, now {sums[1][name]:.2f}" for name in weighed)


def _summed(weights: Iterable[tuple[str, float]]) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for name, weight in weights:
        found[SHAPE[name][0]] += weight
    return found


def write(path: Path, lesson: AdLesson) -> Sequence[Path]:
    """Write the weights to `path` and both figures beside it."""
    write_weights(path, lesson.former, lesson.weightings)
    figures = path.with_suffix(".figures.csv")
    rows = [
        (name, lesson.training.judged, of.former, of.former + of.change.value, *of.change)
        for name, of in zip(FIGURES, (lesson.views, lesson.parts), strict=True)
    ]
    write_rows(figures, ("figure", "parts", "former", "learned", "difference", "low", "high"), rows)
    return [path, figures]
