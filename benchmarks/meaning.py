"""How well meanings do on a Stack Exchange community and on the judged texts of the tests: nothing is served or stored.

    .venv/bin/python -m benchmarks.meaning DIR

DIR has posts.csv.gz and post_links.csv.gz. Questions are compared by the vectors that the job would make.
"""

import csv
import gzip
import json
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from numpy.typing import NDArray

from domain.alikeness import LIKELY
from domain.embedder import embed
from domain.meaning import Said, said
from domain.suggestion import VOTERS, votes

TEXTS = Path(__file__).resolve().parent.parent / "tests" / "fixtures" / "meaning"
SHOWN = 5
Matrix = NDArray[np.float32]


def rows_of(file: Path) -> list[dict[str, str]]:
    """The rows of a compressed table."""
    csv.field_size_limit(10_000_000)
    with gzip.open(file, "rt", encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def vectors(texts: Sequence[Said]) -> Matrix:
    """A row for each text; zeros for one without words."""
    found = [embed(text) for text in texts]
    width = next(len(vector) for vector in found if vector)
    return np.array([vector or [0.0] * width for vector in found], dtype=np.float32)


def links(
    likeness: Matrix, place: Mapping[str, int], rows: Sequence[Mapping[str, str]], kinds: str
) -> Iterator[tuple[int, float]]:
    """For each link of these kinds its place among the nearest of the one question, from 1, and their likeness."""
    for row in rows:
        one, other = place.get(row["post_id"]), place.get(row["related_post_id"])
        if row["link_type_id"] in kinds and one is not None and other is not None:
            yield int((likeness[one] > likeness[one, other]).sum()) + 1, float(likeness[one, other])


def tagged(questions: Sequence[Mapping[str, str]], likeness: Matrix) -> Iterator[tuple[float, float]]:
    """For each question of the second half in time, the share of its tags among five proposed by earlier ones, and
    among the five that are the most popular by then."""
    order = sorted(range(len(questions)), key=lambda at: questions[at]["created_at"])
    tags = [row["tags"].split("|") for row in questions]
    for count, at in enumerate(order):
        if 2 * count < len(order):
            continue
        past = order[:count]
        near = sorted(past, key=lambda other: -likeness[at, other])[:VOTERS]
        voted = votes([(str(other), float(likeness[at, other]), tags[other]) for other in near])
        popular = [tag for tag, _ in Counter(tag for other in past for tag in tags[other]).most_common(SHOWN)]
        proposed = [vote.tag for vote in voted[:SHOWN]]
        yield _share(tags[at], proposed), _share(tags[at], popular)


def _share(wanted: Sequence[str], proposed: Sequence[str]) -> float:
    return float(np.mean([tag in proposed for tag in wanted]))


def thresholds(rows: Sequence[Sequence[Any]], least: Sequence[float]) -> Iterator[tuple[str, ...]]:
    """Precision and recall of pairs of short questions that ask the same, by the least likeness."""
    for language in ("en", "zh"):
        chosen = [row for row in rows if row[0] == language]
        likeness = [float(np.dot(*vectors([Said(row[2]), Said(row[3])]))) for row in chosen]
        for bar in least:
            called = [row[1] for row, value in zip(chosen, likeness, strict=True) if value >= bar]
            same = sum(row[1] for row in chosen)
            precision = sum(called) / len(called) if called else 1.0
            yield language, f"{bar:.2f}", f"{precision:.2f}", f"{sum(called) / same:.2f}"


def main(directory: Annotated[Path, typer.Argument(metavar="DIR", exists=True)]) -> None:
    """Measure and print."""
    questions = [row for row in rows_of(directory / "posts.csv.gz") if row["post_type"] == "question"]
    started = time.perf_counter()
    made = vectors([said(row["title"], row["body_html"]) or Said("") for row in questions])
    print(f"{len(questions)} questions, {len(questions) / (time.perf_counter() - started):.0f} a second")
    likeness = made @ made.T
    np.fill_diagonal(likeness, -1)
    place = {row["post_id"]: at for at, row in enumerate(questions)}
    related = rows_of(directory / "post_links.csv.gz")
    linked = [at <= 10 for at, _ in links(likeness, place, related, "13")]
    print(f"linked questions among the ten nearest: {np.mean(linked):.3f} of {len(linked)}")
    for at, value in links(likeness, place, related, "3"):
        print(f"  a duplicate at place {at} with a likeness of {value:.2f}")
    nearest = likeness.max(axis=1)
    print(f"questions with another one of {LIKELY} or more: {np.mean(nearest >= LIKELY):.3f}")
    shares = np.array(list(tagged(questions, likeness)))
    print(
        f"tags, recall at 5: {shares[:, 0].mean():.3f}, of the most popular {shares[:, 1].mean():.3f}, n {len(shares)}"
    )
    for line in thresholds(json.loads((TEXTS / "pairs.json").read_text()), [0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85]):
        print(*line)


if __name__ == "__main__":
    typer.run(main)
