"""`./govinnov VERB`: finds the verb, and turns what goes wrong into one sentence and an exit code."""

from __future__ import annotations

import errno
import sys

from launcher import verbs
from launcher.errors import LauncherError


def main(arguments: list[str]) -> int:
    """Run one verb; gives back its exit code."""
    try:
        return verbs.find(arguments)(arguments[1:])
    except LauncherError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        print(f"The disk is full ({error.filename}): free some space and run the command again.", file=sys.stderr)
        return LauncherError.exit_code
    except KeyboardInterrupt:
        print("Interrupted: run the command again, it goes on from here.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
