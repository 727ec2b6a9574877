"""docs/community.md as a frontend team follows it: each section's documents, in order, on a real server.

A section starts from the sample community. A document's first line says who asks. JSON behind it is what its answer has
if it has `data`, and its variables otherwise; "$name" keeps what came there, and stands for it from then on.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from domain.access import Role
from domain.ids import IdPrefix, new_id
from graph.database import Graph
from jobs import award_badges, notify
from tests import sample
from tests.api.conftest import Api
from tests.graph.privacy import rows

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "community.md"
FENCE = re.compile(r"^```(?P<language>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
PEOPLE: dict[str, dict[str, Any]] = {
    "Ada": {"as_": sample.ADA},
    "Ben": {"as_": sample.BEN},
    "Cleo": {"as_": sample.CLEO},
    "a moderator": {"as_": sample.CLEO, "role": Role.MODERATOR},
    "another moderator": {"as_": sample.BEN, "role": Role.MODERATOR},
    "an operator": {"role": Role.OPERATOR},
    "anybody": {},
}


BEFORE = {
    "Two accounts of one person": """
    CREATE (:User {id: $id, handle: 'cleo-2', display_name: 'Cleo', joined_at: $at, points: 0})""",
}
"""What sections need besides the sample: somebody nobody else is, as a process remembers whom it has seen merged."""


@dataclass
class Step:
    """One document of a section, who sends it with which variables, and what the page shows of its answer."""

    who: str
    document: str
    variables: dict[str, Any] = field(default_factory=dict)
    answer: dict[str, Any] | None = None


def sections() -> dict[str, str]:
    """The sections of the page by title."""
    _, *parts = re.split(r"^## ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {part.partition("\n")[0]: part for part in parts}


def steps(section: str) -> Iterator[Step]:
    """What a section asks, in order."""
    step: Step | None = None
    for match in FENCE.finditer(section):
        if match["language"] == "graphql":
            if step is not None:
                yield step
            step = Step(match["text"].partition("\n")[0].removeprefix("# as "), match["text"])
        elif match["language"] == "json":
            assert step is not None, "JSON stands behind the document it belongs to"
            shown = json.loads(match["text"])
            if "data" in shown:
                step.answer = shown
            else:
                step.variables = shown
    assert step is not None, "a section has a document"
    yield step


@pytest.mark.parametrize("title", sections())
async def test_the_section_can_be_followed(api: Api, graph: Graph, title: str) -> None:
    known: dict[str, Any] = {}
    if title in BEFORE:
        await rows(graph, BEFORE[title], id=new_id(IdPrefix.USER), at=sample.NOW)
    for step in steps(sections()[title]):
        variables = _filled(step.variables, known)
        answer = await api.ask(step.document, **PEOPLE[step.who], **variables)
        if "badges" in title:
            await award_badges.run(graph, datetime.now(UTC))
        await notify.run_due(graph, datetime.now(UTC))
        assert "errors" not in answer, (step.document, answer)
        assert (step.answer or {}).get("data") is not None or not _refusals(answer["data"]), answer
        for path in _differences(answer, step.answer or {}, known):
            pytest.fail(f"{title}: {path} differs from the page in {answer}")


def _filled(value: Any, known: dict[str, Any]) -> Any:
    """Variables with what earlier answers gave in the place of names."""
    if isinstance(value, dict):
        return {key: _filled(part, known) for key, part in value.items()}
    if isinstance(value, list):
        return [_filled(part, known) for part in value]
    return known[value] if isinstance(value, str) and value.startswith("$") else value


def _refusals(data: dict[str, Any]) -> list[Any]:
    """The user errors of all mutations of an answer."""
    payloads = [part for part in data.values() if isinstance(part, dict)]
    return [error for payload in payloads for error in payload.get("userErrors", [])]


def _differences(whole: Any, shown: Any, known: dict[str, Any], path: str = "answer") -> Iterator[str]:
    """Where an answer lacks what the page shows of it; the page may leave fields out, but no rows."""
    if isinstance(shown, dict) and isinstance(whole, dict):
        for key, part in shown.items():
            if key not in whole:
                yield f"{path}.{key}"
            yield from _differences(whole.get(key), part, known, f"{path}.{key}")
    elif isinstance(shown, list) and isinstance(whole, list) and len(shown) == len(whole):
        for number, (one, part) in enumerate(zip(whole, shown, strict=True)):
            yield from _differences(one, part, known, f"{path}[{number}]")
    elif isinstance(shown, str) and shown.startswith("$"):
        if whole is None or known.setdefault(shown, whole) != whole:
            yield path
    elif shown != whole:
        yield path
