"""docs/model.md, generated from the vocabulary: a diagram and a table a label and relationship."""

from collections.abc import Iterable, Iterator, Mapping

from domain.content import ContentKind
from graph.vocabulary import LABELS, RELATIONSHIPS
from graph.vocabulary.behaviour import BEHAVIOURS, PER_BEHAVIOUR

KINDS = {kind.label for kind in ContentKind}
INFRASTRUCTURE = {"Migration", "Lock", "JobRun", "ImportRun"}


def model_page() -> str:
    """The whole page as Markdown."""
    return "\n".join([*_head(), *_diagram(), "", "## Nodes", "", *_labels(), "## Relationships", "", *_relationships()])


def _head() -> Iterator[str]:
    yield "# The graph"
    yield ""
    yield "Generated from `graph/vocabulary/` by `make schema`; edit it there. `<behaviour>` stands for each of"
    yield ", ".join(f"`{name}`" for name in BEHAVIOURS) + "."
    yield ""


def _diagram() -> Iterator[str]:
    yield "```mermaid"
    yield "flowchart LR"
    for name, kind in sorted(RELATIONSHIPS.items()):
        for start in kind.start:
            for end in kind.end:
                yield f"    {_node(start)} -->|{name}| {_node(end)}"
    yield "```"


def _node(label: str) -> str:
    return f"{label}([{label}])"


def _labels() -> Iterator[str]:
    for name, label in LABELS.items():
        if name in KINDS and not label.properties:
            continue
        yield f"### {name}{' (infrastructure)' if name in INFRASTRUCTURE else ''}"
        yield ""
        yield label.meaning + (f" Unique by {_names(label.key)}." if label.key else "")
        yield from _properties(label.properties)
        yield ""
    yield f"Labels of the kinds of content: {_names(sorted(KINDS))}."
    yield ""


def _relationships() -> Iterator[str]:
    for name, kind in RELATIONSHIPS.items():
        yield f"### ({' | '.join(kind.start)})-[{name}]->({' | '.join(kind.end)})"
        yield ""
        yield kind.meaning
        yield from _properties(kind.properties)
        yield ""


def _properties(properties: Mapping[str, str]) -> Iterator[str]:
    own = {name: meaning for name, meaning in properties.items() if name not in {*BEHAVIOURS, *PER_BEHAVIOUR}}
    if properties:
        yield ""
        yield "| Property | Meaning |"
        yield "|---|---|"
        yield from (f"| `{name}` | {meaning} |" for name, meaning in own.items())
    if BEHAVIOURS.keys() <= properties.keys():
        yield "| `<behaviour>` | How often it was observed. |"
    if PER_BEHAVIOUR.keys() <= properties.keys():
        names = ", ".join(f"`<behaviour>_{suffix}`" for suffix in ("count", "first", "last"))
        yield f"| {names} | How often it was observed, and when first and last. |"


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
