"""The entry of our container: writes ckan.ini from the environment, as `up` does, and becomes the given command."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from launcher import instance, locks, paths, settings
from launcher.paths import Paths


def main(command: list[str]) -> None:
    """Prepare the state, which all containers share, then run the command in this process's place."""
    state = Path(os.environ["GOVINNOV_STATE"])
    places = Paths(clone=paths.CLONE, state=state, cache=state)
    with locks.exclusive(state / "lock", "writing the settings"):
        known = instance.load_or_make(places.instance)
        (state / "storage").mkdir(exist_ok=True)
        settings.write(places, known)
    admin = {"GOVINNOV_ADMIN_NAME": known.admin, "GOVINNOV_ADMIN_PASSWORD": known.secrets["admin"]}
    os.execvpe(command[0], command, {**os.environ, **admin})  # noqa: S606 (the container is that program from here on)


if __name__ == "__main__":
    main(sys.argv[1:])
