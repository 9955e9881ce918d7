"""The launcher's parts, without any service."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import socket
import sys
from pathlib import Path
from threading import Timer

import pytest

from launcher import account, commands, instance, jars, packages, paths, ports, results, settings, testing, up
from launcher.errors import LauncherError, UsageError
from launcher.instance import Instance
from launcher.paths import Paths
from launcher.processes import Program

PORTS = {"postgres": 20001, "redis": 20002, "solr": 20003, "site": 20004}
KNOWN = Instance(PORTS, dict.fromkeys(instance.SECRETS, "5ec4e7"))


@pytest.fixture
def places(tmp_path: Path) -> Paths:
    return Paths(clone=paths.CLONE, state=tmp_path / "state", cache=tmp_path / "cache")


def test_a_port_in_use_is_not_free_and_is_not_chosen() -> None:
    with socket.create_server((ports.HOST, 0)) as server:
        port = server.getsockname()[1]
        assert not ports.is_free(port)
        assert not ports.comes_free(port, 0.2)
        Timer(0.2, server.close).start()
        assert ports.comes_free(port, 5)
    assert ports.choose([]) in ports.RANGE


def test_ports_and_secrets_are_made_once_and_only_their_owner_reads_them(tmp_path: Path) -> None:
    file = tmp_path / "instance.json"
    made = instance.load_or_make(file, {"GOVINNOV_SITE_PORT": "20123"})
    assert instance.load_or_make(file, {}) == made
    assert made.ports["site"] == 20123
    assert file.stat().st_mode & 0o777 == 0o600
    assert len(set(made.secrets.values())) == len(instance.SECRETS)


def test_a_secret_that_a_newer_version_wants_is_added_and_the_others_stay(tmp_path: Path) -> None:
    file = tmp_path / "instance.json"
    made = instance.load_or_make(file, {})
    older = {name: secret for name, secret in made.secrets.items() if name != "trace_reader"}
    instance.write_private(file, json.dumps({"ports": made.ports, "secrets": older}))
    assert settings.services(Instance(made.ports, older), {}).trace == ""
    again = instance.load_or_make(file, {})
    assert {**again.secrets, "trace_reader": ""} == {**older, "trace_reader": ""}
    assert instance.load(file) == again
    assert settings.services(again, {}).trace.startswith("postgresql://trace_reader:")


def test_a_damaged_instance_file_is_not_replaced(tmp_path: Path) -> None:
    file = tmp_path / "instance.json"
    file.write_text("{")
    with pytest.raises(LauncherError, match="Restore it"):
        instance.load_or_make(file, {})


def test_named_services_are_used_and_not_started(places: Paths) -> None:
    found = settings.services(KNOWN, {"GOVINNOV_SOLR_URL": "http://solr.example/solr/ckan"})
    assert found.solr == "http://solr.example/solr/ckan"
    assert found.own == {"postgres", "redis"}


def test_a_postgres_named_by_halves_is_refused() -> None:
    with pytest.raises(LauncherError, match="all three"):
        settings.services(KNOWN, {"GOVINNOV_DATABASE_URL": "postgresql://u@h/d"})


def test_settings_double_percent_signs_and_leave_no_name_unfilled(
    places: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOVINNOV_REDIS_URL", "redis://:a%20b@h/0")
    text = settings.render((paths.CLONE / "config" / "ckan.ini.tmpl").read_text(), places, KNOWN)
    assert "ckan.redis.url = redis://:a%%20b@h/0" in text
    assert "$" not in text


def test_a_line_of_local_settings_that_is_none_is_named(tmp_path: Path) -> None:
    file = tmp_path / "local.env"
    file.write_text("# remark\nno equals sign\n")
    with pytest.raises(LauncherError, match="line 2"):
        settings.load_local(file)


def test_a_program_is_known_again_and_another_with_its_pid_is_not(tmp_path: Path) -> None:
    program = Program("sleeper", tmp_path / "run", tmp_path / "logs")
    program.start(["sleep", "60"], os.environ, tmp_path)
    program.await_ready(lambda: program.pid() is not None, 10)
    pid = program.pid()
    program.file.write_text(f"{pid} 1")
    assert program.pid() is None
    program.start(["sleep", "60"], os.environ, tmp_path)
    program.await_ready(lambda: program.pid() is not None, 10)
    assert program.stop()
    assert program.pid() is None
    assert pid is not None
    os.kill(pid, signal.SIGKILL)


def test_a_program_that_ends_while_starting_tells_its_last_words(tmp_path: Path) -> None:
    program = Program("liar", tmp_path / "run", tmp_path / "logs")
    program.start(["sh", "-c", "echo no such thing; exit 1"], os.environ, tmp_path)
    with pytest.raises(LauncherError, match="no such thing"):
        program.await_ready(lambda: False, 10)


def test_a_full_disk_and_a_silent_network_get_their_own_advice() -> None:
    assert "disk is full" in commands.explain("write", "write failed: No space left on device")
    assert "network did not answer" in commands.explain("fetch", "Temporary failure resolving 'x'")


def test_a_jar_that_is_not_as_listed_is_refused(tmp_path: Path) -> None:
    (tmp_path / "good.jar").write_bytes(b"good")
    (tmp_path / "bad.jar").write_bytes(b"bad")
    listing = tmp_path / "jars.sha256"
    listing.write_text(
        "".join(f"{hashlib.sha256(b'good').hexdigest()}  {name}.jar\n" for name in ("good", "bad", "gone"))
    )
    with pytest.raises(LauncherError, match=r"bad\.jar, gone\.jar"):
        jars.verify(tmp_path, listing)


def test_what_an_installation_changed_is_put_back(tmp_path: Path) -> None:
    there, absent = tmp_path / "there", tmp_path / "absent"
    there.write_text("theirs")
    with packages._holding(there, "ours", 0o644), packages._holding(absent, "ours", 0o644):
        assert there.read_text() == absent.read_text() == "ours"
    assert there.read_text() == "theirs"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["there"]


def test_a_folder_the_account_cannot_write_is_said_so() -> None:
    user = account.Account("somebody", os.getuid(), os.getgid())
    assert user.may_read(paths.CLONE / "setup.py")
    assert not user.may_write(Path("/nowhere"))


def test_a_run_of_pytest_that_wrote_no_report_counts_as_a_failure(tmp_path: Path) -> None:
    report = tmp_path / "none.xml"
    assert results.of_pytest("x", report, 2, 0.0).failed == 1
    assert results.of_pytest("x", report, results.NO_TESTS, 0.0) == results.Result("x")
    assert results.summary([results.Result("x", 3, 1)]).splitlines()[-1] == "3 passed, 1 failed"


@pytest.mark.parametrize("line", [["--only", "moon"], ["--fast"], ["--only"]])
def test_a_wrong_line_to_test_shows_its_usage(line: list[str]) -> None:
    with pytest.raises(UsageError, match="LANE is one of"):
        testing.parse(line)


def test_the_folder_of_data_must_exist(tmp_path: Path) -> None:
    with pytest.raises(LauncherError, match="is not a folder"):
        up.parse(["--data", str(tmp_path / "nowhere")])
    assert up.parse(["--data", str(tmp_path)]).data == tmp_path


def test_the_launcher_needs_nothing_but_the_standard_library() -> None:
    used = set()
    for file in Path(paths.__file__).parent.glob("*.py"):
        words = [line.split() for line in file.read_text().splitlines() if line.startswith(("import ", "from "))]
        used |= {word[1].partition(".")[0] for word in words}
    assert used <= set(sys.stdlib_module_names) | {"launcher", "__future__"}
