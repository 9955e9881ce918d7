"""The Python environment: locked packages in the cache, shared by every clone, and a thin layer that sees this clone.

The shared part is named after its lock, so two versions of the project never meet in it. The layer holds the project
itself (editable) and a path file to the shared part; it takes a second to make.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

from launcher import commands, locks, packages
from launcher.paths import Paths

COMPLETE = ".complete"


def python(paths: Paths) -> Path:
    """The interpreter of the layer."""
    return paths.overlay / "bin" / "python"


def tool(paths: Paths, name: str) -> Path:
    """A program of the shared part, as `ruff`."""
    return shared(paths) / "bin" / name


def shared(paths: Paths) -> Path:
    """The folder of the locked packages."""
    return paths.cache / f"venv-{_digest([paths.source / 'config' / 'requirements.lock'])}"


def is_ready(paths: Paths) -> bool:
    """Whether both parts are whole and made for this lock and this project file."""
    return (shared(paths) / COMPLETE).exists() and _layer_mark(paths) == _layer_key(paths)


def ensure(paths: Paths) -> None:
    """Make whatever part is missing; a part that a kill left unfinished is made anew.

    Raises:
        LauncherError: Packages could not be fetched, verified or built.
    """
    if is_ready(paths):
        return
    with locks.exclusive(paths.cache / "environment.lock", "installing Python packages"):
        if not (shared(paths) / COMPLETE).exists():
            _make_shared(paths)
        if _layer_mark(paths) != _layer_key(paths):
            _make_layer(paths)


def _make_shared(paths: Paths) -> None:
    folder = shared(paths)
    shutil.rmtree(folder, ignore_errors=True)
    commands.run([packages.python(), "-m", "venv", "--without-pip", str(folder)], "make a Python environment")
    lock = paths.source / "config" / "requirements.lock"
    builds = paths.source / "config" / "build.lock"
    command = ["pip", "install", "--require-hashes", "--compile-bytecode", "--build-constraints", str(builds)]
    _uv(paths, [*command, "--python", str(folder / "bin" / "python"), "-r", str(lock)], "install the Python packages")
    (folder / COMPLETE).touch()


def _make_layer(paths: Paths) -> None:
    folder = paths.overlay
    shutil.rmtree(folder, ignore_errors=True)
    commands.run([packages.python(), "-m", "venv", "--without-pip", str(folder)], "make a Python environment")
    builds = paths.source / "config" / "build.lock"
    command = ["pip", "install", "--no-deps", "--build-constraints", str(builds), "--editable", str(paths.source)]
    _uv(paths, [*command, "--python", str(python(paths))], "install the project")
    below = _packages_folder(shared(paths))
    (_packages_folder(folder) / "shared.pth").write_text(f"import site; site.addsitedir({str(below)!r})\n")
    (folder / COMPLETE).write_text(_layer_key(paths))


def _packages_folder(environment: Path) -> Path:
    return next((environment / "lib").glob("python3.*")) / "site-packages"


def _uv(paths: Paths, arguments: list[str], purpose: str) -> None:
    environ = {
        **os.environ,
        "UV_CACHE_DIR": str(paths.cache / "uv"),
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_NO_PROGRESS": "1",
    }
    commands.run([str(_uv_program(paths)), *arguments], purpose, environ=environ)


def _uv_program(paths: Paths) -> Path:
    """The pinned uv, in a small environment of its own; pip, which every Python has, fetches it and checks its hash."""
    lock = paths.source / "config" / "uv.lock"
    folder = paths.cache / f"uv-{_digest([lock])}"
    if not (folder / COMPLETE).exists():
        shutil.rmtree(folder, ignore_errors=True)
        commands.run([packages.python(), "-m", "venv", str(folder)], "make a Python environment")
        install = [str(folder / "bin" / "pip"), "install", "-q", "--no-deps", "--require-hashes", "-r", str(lock)]
        commands.run(install, "install uv")
        (folder / COMPLETE).touch()
    return folder / "bin" / "uv"


def _layer_mark(paths: Paths) -> str:
    mark = paths.overlay / COMPLETE
    return mark.read_text() if mark.exists() else ""


def _layer_key(paths: Paths) -> str:
    names = ("config/requirements.lock", "pyproject.toml", "setup.py")
    return _digest([paths.source / name for name in names])


def _digest(files: list[Path]) -> str:
    whole = hashlib.sha256(packages.python().encode())
    for file in files:
        whole.update(file.read_bytes())
    return whole.hexdigest()[:16]
