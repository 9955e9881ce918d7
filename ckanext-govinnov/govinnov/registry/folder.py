"""Where the registry's files are: beside this code once installed, at the root of the project in a clone."""

from __future__ import annotations

from pathlib import Path

_INSTALLED = Path(__file__).parent / "data"
_CLONED = Path(__file__).parents[3] / "datasets"


def datasets_folder() -> Path:
    """The folder with slots, schemas and vocabularies.

    Raises:
        FileNotFoundError: Neither place has it: the installation is broken.
    """
    for folder in (_INSTALLED, _CLONED):
        if (folder / "vocabularies").is_dir():
            return folder
    raise FileNotFoundError(
        f"The registry's files are in neither {_INSTALLED} nor {_CLONED}. Install the project again."
    )
