"""The example queries in `examples/`, as the home page and GraphiQL's Examples pane show them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graphql import NonNullTypeNode, OperationDefinitionNode, VariableDefinitionNode, parse


@dataclass(frozen=True, slots=True)
class Example:
    """One example: its text as a reader opens it, and the same without the comment on top."""

    slug: str
    title: str
    description: str
    text: str
    query: str
    declared: tuple[VariableDefinitionNode, ...]

    def variables(self, samples: Mapping[str, str]) -> str:
        """The variables as JSON, filled from `samples` by name.

        Without a sample an optional one is null, and one that must be given an empty string to fill in. An example
        without variables gives an empty text, which GraphiQL shows as an empty pane.
        """
        if not self.declared:
            return ""
        values: dict[str, str | None] = {}
        for variable in self.declared:
            name = variable.variable.name.value
            values[name] = samples.get(name, "" if isinstance(variable.type, NonNullTypeNode) else None)
        return json.dumps(values, indent=2, ensure_ascii=False)


def read_examples(folder: Path) -> tuple[Example, ...]:
    """The examples of a folder in the order of their file names.

    A file `03_what_to_read.graphql` is one operation under a comment: the title on its first line, then a description.
    """
    return tuple(_read(path) for path in sorted(folder.glob("*.graphql")))


def _read(path: Path) -> Example:
    text = path.read_text(encoding="utf-8").strip() + "\n"
    lines = text.splitlines()
    comment_lines = next(index for index, line in enumerate(lines) if not line.startswith("#"))
    if comment_lines == 0:
        raise ValueError(f"{path.name} must begin with a comment that says what the example shows")
    title, *description = (line.removeprefix("#").strip() for line in lines[:comment_lines])
    operation = next(node for node in parse(text).definitions if isinstance(node, OperationDefinitionNode))
    return Example(
        slug=path.stem.partition("_")[2].replace("_", "-"),
        title=title.rstrip("."),
        description=" ".join(description),
        text=text,
        query="\n".join(lines[comment_lines:]).strip(),
        declared=tuple(operation.variable_definitions or ()),
    )
