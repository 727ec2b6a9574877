"""`python3 -m bootstrap serve|run|dev [--again]`: finds a Python that is new enough, then sets up with it.

Any Python 3 can read this file, so that an old one is told apart from a broken one.
"""

import os
import shutil
import sys

NEWEST, OLDEST = 15, 11


def newer_python() -> "str | None":
    """The newest suitable Python on the path, if there is one."""
    found = (shutil.which(f"python3.{minor}") for minor in range(NEWEST, OLDEST - 1, -1))
    return next((path for path in found if path), None)


if __name__ == "__main__":
    if sys.version_info < (3, OLDEST):
        newer = newer_python()
        if newer is None:
            sys.exit(
                f"Stoa needs Python 3.{OLDEST} or newer, and {sys.executable} is older. "
                "Install one, or name it: make PYTHON=/path/to/python3 …"
            )
        os.execv(newer, [newer, "-m", "bootstrap", *sys.argv[1:]])
    # The one import inside a block: these modules can only be read by the Python that was just made sure of.
    from bootstrap.setup import main

    sys.exit(main(sys.argv[1:]))
