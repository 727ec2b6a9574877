"""The limits of a document, and the one validation rule that checks its shape in linear time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from graphql import (
    BREAK,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    Node,
    OperationDefinitionNode,
    OperationType,
    SelectionNode,
    SelectionSetNode,
    ValidationContext,
    ValidationRule,
)
from graphql.validation.rules import overlapping_fields_can_be_merged

from schema.error_codes import ErrorCode, refusal

# Half a million comparisons take seconds; documents of real clients need a few hundred.
overlapping_fields_can_be_merged.MAX_COMPLEXITY_BUDGET = 20_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may hold. Depth counts fields from the root; introspection has its own bound in graphql-core."""

    characters: int = 50_000
    tokens: int = 1_500
    depth: int = 14
    aliases: int = 30
    directives: int = 30
    root_fields: int = 20
    mutations: int = 5
    operations: int = 20
    fragments: int = 100
    list_items: int = 1_000
    """Of any list in the variables."""


LIMITS = Limits()


class Shape(NamedTuple):
    """Fields below each other, and fields beside each other, of a selection."""

    depth: int = 0
    width: int = 0


class LimitsRule(ValidationRule):
    """Refuses documents that are too deep or too wide, walking each fragment once.

    It runs before all other rules, so it meets documents of any kind: unknown names and circular fragments are let
    pass here for the rules that explain them.
    """

    def __init__(self, context: ValidationContext) -> None:
        super().__init__(context)
        self.aliases = 0
        self.directives = 0
        self.shapes: dict[str, Shape] = {}
        self.fragments: Mapping[str, FragmentDefinitionNode] = {}

    def enter_document(self, document: DocumentNode, *_args: Any) -> Any:
        """Check everything at once; the visitor needn't go on into the document."""
        self.fragments = {
            node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
        }
        operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
        self._check(len(operations), LIMITS.operations, "operations")
        self._check(len(self.fragments), LIMITS.fragments, "fragments")
        try:
            for operation in operations:
                self._check_operation(operation)
            for name in self.fragments:
                self._fragment(name)
        except RecursionError:
            self._report(f"The document is nested deeper than {LIMITS.depth} fields.")
        self._check(self.aliases, LIMITS.aliases, "aliases")
        self._check(self.directives, LIMITS.directives, "directives")
        return BREAK

    def _check_operation(self, operation: OperationDefinitionNode) -> None:
        self.directives += len(operation.directives or ())
        shape = self._selection(operation.selection_set)
        self._check(shape.depth, LIMITS.depth, "levels of fields", operation)
        if operation.operation is OperationType.MUTATION:
            self._check(shape.width, LIMITS.mutations, "mutations", operation)
        else:
            self._check(shape.width, LIMITS.root_fields, "root fields", operation)

    def _selection(self, selection_set: SelectionSetNode | None) -> Shape:
        shapes = [self._shape(node) for node in selection_set.selections] if selection_set else []
        return _beside(shapes)

    def _shape(self, node: SelectionNode) -> Shape:
        self.directives += len(node.directives or ())
        if isinstance(node, FieldNode):
            self.aliases += node.alias is not None
            if node.name.value in ("__schema", "__type"):
                return Shape(0, 1)
            return Shape(1 + self._selection(node.selection_set).depth, 1)
        if isinstance(node, InlineFragmentNode):
            return self._selection(node.selection_set)
        assert isinstance(node, FragmentSpreadNode)
        return self._fragment(node.name.value)

    def _fragment(self, name: str) -> Shape:
        if name not in self.shapes:
            fragment = self.fragments.get(name)
            self.shapes[name] = Shape()  # what a circle finds when it closes
            if fragment is not None:
                self.directives += len(fragment.directives or ())
                self.shapes[name] = self._selection(fragment.selection_set)
        return self.shapes[name]

    def _check(self, found: int, allowed: int, what: str, *nodes: Node) -> None:
        if found > allowed:
            self._report(f"The document has {found:,} {what}; {allowed} are allowed.", *nodes)

    def _report(self, message: str, *nodes: Node) -> None:
        self.report_error(refusal(message, ErrorCode.QUERY_TOO_COMPLEX, *nodes))


def _beside(shapes: Iterable[Shape]) -> Shape:
    depth = width = 0
    for shape in shapes:
        depth, width = max(depth, shape.depth), width + shape.width
    return Shape(depth, width)


def check_lists(variables: Mapping[str, object]) -> GraphQLError | None:
    """Refuse variables that hold a list longer than allowed, at any depth."""
    waiting: list[object] = [variables]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting.extend(value.values())
        elif isinstance(value, list):
            if len(value) > LIMITS.list_items:
                message = f"A list in the variables has {len(value):,} items; {LIMITS.list_items:,} are allowed."
                return refusal(message, ErrorCode.INVALID_INPUT)
            waiting.extend(value)
    return None
