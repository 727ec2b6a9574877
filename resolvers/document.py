"""The text of an operation: sent by the client, or named by the hash of a document that operators trust."""

from collections import OrderedDict
from time import monotonic

from domain.access import Viewer
from domain.document import DocumentId, DocumentNotFound, DocumentRequired
from graph import document as documents
from graph.database import Graph

KEPT_SECONDS = 10.0
"""How long a document may still be used after it was removed."""
MAX_KEPT = 1_000
MAX_CHARACTERS = 5_000_000
"""Of all texts kept."""


class TrustedDocuments:
    """One for a process, shared by all requests: the documents used lately, the longest unused leaving first."""

    def __init__(self, anonymous_need_them: bool = False) -> None:
        """Whether callers that aren't signed in may use nothing else."""
        self._anonymous_need_them = anonymous_need_them
        self._kept: OrderedDict[str, tuple[str, float]] = OrderedDict()
        self._characters = 0

    async def text(self, graph: Graph, viewer: Viewer, given: str) -> str:
        """The text to run, for what a client sent.

        Raises:
            DocumentNotFound: it names a document that isn't trusted.
            DocumentRequired: it is a text, and this caller may only name documents.
        """
        if isinstance(given, DocumentId):
            return await self._text_of(graph, given)
        if self._anonymous_need_them and viewer.principal is None:
            raise DocumentRequired("Without a bearer token only trusted documents are answered: send a `documentId`.")
        return given

    async def _text_of(self, graph: Graph, id: DocumentId) -> str:
        text, read_at = self._kept.get(id, ("", 0.0))
        if text and monotonic() - read_at < KEPT_SECONDS:
            self._kept.move_to_end(id)
            return text
        found = await graph.read(documents.by_id, str(id))
        self._forget(id)
        if found is None:
            raise DocumentNotFound(f"There is no trusted document {id}. Add it by `stoa documents add`.")
        self._keep(id, found.text)
        return found.text

    def _keep(self, id: str, text: str) -> None:
        self._kept[id] = text, monotonic()
        self._characters += len(text)
        while len(self._kept) > MAX_KEPT or self._characters > MAX_CHARACTERS:
            self._forget(next(iter(self._kept)))

    def _forget(self, id: str) -> None:
        text, _ = self._kept.pop(id, ("", 0.0))
        self._characters -= len(text)
