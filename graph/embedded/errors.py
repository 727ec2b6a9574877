"""What can go wrong with the embedded Neo4j, said so that the reader knows what to do next."""


class EmbeddedServerError(Exception):
    """The embedded Neo4j can't be installed, started or stopped.

    `log_tail` holds the last lines the server wrote, newest last; it is empty when the server never ran.
    """

    def __init__(self, message: str, log_tail: str = "") -> None:
        self.log_tail = log_tail
        super().__init__(f"{message}\n--- last lines of its log ---\n{log_tail}" if log_tail else message)


class ArtifactError(EmbeddedServerError):
    """A locked artifact could not be fetched, or what came is not what the lock says."""
