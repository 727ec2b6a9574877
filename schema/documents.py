"""Documents read once: parsed, validated and priced, and kept for the next request that sends the same text."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from graphql import (
    ASTValidationRule,
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    Undefined,
    parse,
    print_ast,
    specified_rules,
    strip_ignored_characters,
    validate,
)
from strawberry.schema.validation_rules.maybe_null import MaybeNullValidationRule
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule

from schema.cost import Pricing, size_variables
from schema.error_codes import ErrorCode, coded, refusal
from schema.limits import LIMITS, LimitsRule
from schema.rows import Rows

VALIDATION_RULES: tuple[type[ASTValidationRule], ...] = (
    *specified_rules,
    MaybeNullValidationRule,
    OneOfInputValidationRule,
)
MAX_VALIDATION_ERRORS = 5
MAX_DOCUMENTS = 512
MAX_CACHED_CHARACTERS = 500_000
"""Of all cached documents together; a parsed document takes some 250 bytes a character."""
MAX_CACHED_PRICES = 64
"""Per operation, one for each combination of page sizes among its variables."""


@dataclass(slots=True, weakref_slot=True)
class PricedOperation:
    """One operation of a valid document, with the prices found so far."""

    schema: GraphQLSchema
    node: OperationDefinitionNode
    fragments: Mapping[str, FragmentDefinitionNode]
    rows: Rows | None
    """What was worked out for its selections; None where a directive may change what is selected."""
    variables: dict[str, object] = field(init=False)
    _prices: dict[tuple[object, ...], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.variables = size_variables(self.node)

    @property
    def name(self) -> str | None:
        return self.node.name.value if self.node.name else None

    def price(self, given: Mapping[str, object]) -> tuple[int, list[GraphQLError]]:
        """Points the operation may cost with these raw variables, and an error for each page size out of range."""
        known = {name: given.get(name, default) for name, default in self.variables.items()}
        key = tuple(_size_or_kind(value) for value in known.values())
        if key in self._prices:
            return self._prices[key], []
        pricing = Pricing(self.schema, self.fragments, known)
        points = pricing.operation(self.node)
        if not pricing.errors and len(self._prices) < MAX_CACHED_PRICES:
            self._prices[key] = points
        return points, pricing.errors


class Document:
    """A document's text with what reading it brought: its operations, or the errors it is refused with."""

    def __init__(self, schema: GraphQLSchema, text: str) -> None:
        self.text = text
        self.errors: list[GraphQLError] = []
        self.node: DocumentNode | None = None
        self.operations: list[PricedOperation] = []
        try:
            self.node = _parsed(text)
        except GraphQLError as error:
            self.errors = [_explained(error)]
            return
        definitions = self.node.definitions
        fragments = {node.name.value: node for node in definitions if isinstance(node, FragmentDefinitionNode)}
        rows = None if "@" in text else Rows(schema)
        self.operations = [
            PricedOperation(schema, node, fragments, rows)
            for node in definitions
            if isinstance(node, OperationDefinitionNode)
        ]
        errors = validate(schema, self.node, [LimitsRule]) or validate(
            schema, self.node, VALIDATION_RULES, max_errors=MAX_VALIDATION_ERRORS
        )
        self.errors = [_explained(error) for error in errors]

    @cached_property
    def fingerprint(self) -> str:
        """Hash that tells documents apart in logs whatever their spacing and comments."""
        normal = strip_ignored_characters(print_ast(self.node)) if self.node else self.text
        return sha256(normal.encode("utf-8", "replace")).hexdigest()[:16]

    def select(self, name: str | None) -> PricedOperation:
        """Find the operation to run; raises the GraphQLError to answer with when that isn't clear."""
        if name is None and len(self.operations) == 1:
            return self.operations[0]
        if name is None:
            several = "The document has several operations; say which by `operationName`."
            none = "The document has no operation."
            raise refusal(several if self.operations else none, ErrorCode.OPERATION_NOT_FOUND)
        for operation in self.operations:
            if operation.name == name:
                return operation
        raise refusal(f'The document has no operation named "{name[:100]}".', ErrorCode.OPERATION_NOT_FOUND)


class Documents:
    """A bounded cache of documents for one schema, the one unused for longest leaving first."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self.hits = 0
        self.misses = 0
        self._schema = schema
        self._kept: OrderedDict[str, Document] = OrderedDict()
        self._characters = 0

    def read(self, text: str) -> Document:
        """Parse and validate a text, or find what an earlier request made of it."""
        if document := self._kept.get(text):
            self.hits += 1
            self._kept.move_to_end(text)
            return document
        self.misses += 1
        document = Document(self._schema, text)
        if len(text) <= LIMITS.characters:
            self._keep(document)
        return document

    def _keep(self, document: Document) -> None:
        self._kept[document.text] = document
        self._characters += len(document.text)
        while len(self._kept) > MAX_DOCUMENTS or self._characters > MAX_CACHED_CHARACTERS:
            oldest, _ = self._kept.popitem(last=False)
            self._characters -= len(oldest)


def _parsed(text: str) -> DocumentNode:
    if len(text) > LIMITS.characters:
        message = f"The document has {len(text):,} characters; {LIMITS.characters:,} are allowed."
        raise refusal(message, ErrorCode.QUERY_TOO_COMPLEX)
    return parse(text, max_tokens=LIMITS.tokens)


def _explained(error: GraphQLError) -> GraphQLError:
    """Give graphql-core's error the code that fits it."""
    if "code" in (error.extensions or {}):
        return error
    if error.message.endswith("Parsing aborted."):
        return coded(error, ErrorCode.QUERY_TOO_COMPLEX)
    if error.message == "Validation aborted.":
        return coded(error, ErrorCode.QUERY_TOO_COMPLEX, "The document repeats or overlaps too many fields.")
    is_syntax = isinstance(error, GraphQLSyntaxError)
    return coded(error, ErrorCode.SYNTAX_ERROR if is_syntax else ErrorCode.INVALID_DOCUMENT)


def _size_or_kind(value: object) -> object:
    """What of a variable can matter to the price."""
    if isinstance(value, list):
        return ("list", len(value))
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value if value is None or value is Undefined else "other"
    return value
