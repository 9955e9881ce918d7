"""Starts CKAN's command line again, as a process beside this one, with the same settings."""

from __future__ import annotations

import subprocess
import sys

import ckan.plugins.toolkit as tk

#: Its script need not stand beside the interpreter of a layered environment.
_CKAN = "import sys; sys.argv[0] = 'ckan'; from ckan.cli.cli import ckan; ckan(prog_name='ckan')"


def start(*words: str) -> subprocess.Popen[bytes]:
    """Start ``ckan govinnov WORDS``; what it prints on standard output is nobody's, its complaints are ours."""
    command = [sys.executable, "-c", _CKAN, "-c", tk.config["__file__"], "govinnov", *words]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
