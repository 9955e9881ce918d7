"""What the launcher cannot do, by what its caller shall do about it.

The tree:

    LauncherError            exit 1: the sentence says what to do
    ├── UsageError           exit 2: the command line is wrong
    └── MissingPackagesError exit 3: the machine lacks packages and we may not install them
"""

from __future__ import annotations


class LauncherError(Exception):
    """Something failed that a person can put right; its text is the sentence that says how."""

    exit_code = 1


class UsageError(LauncherError):
    """The command line is not one of ours."""

    exit_code = 2


class MissingPackagesError(LauncherError):
    """System packages are missing and this account may not install them."""

    exit_code = 3
