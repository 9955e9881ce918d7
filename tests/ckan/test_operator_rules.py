"""An operator's files on the site: they hold what they forbid, also what was published before, and must be readable."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.exceptions import CkanConfigurationException
from handed import GOOD, upload

from ckanext.govinnov.publishing import judging, outbox, projector, rescreen, ruling, versions

Act = Callable[..., Any]
PLACES = "이름,위도,경도\n가,37.506,127.505\n나,36.1,127.2\n".encode()
CHANGWON = "법정동코드,데이터기준일자\n4811010100,{}-01-01\n".format


@pytest.fixture
def given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Any], None]:
    """Set a setting to a new file with some content."""

    def give(setting: str, content: Any) -> None:
        path = tmp_path / f"{setting}-{len(list(tmp_path.iterdir()))}"
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        monkeypatch.setitem(tk.config, f"ckanext.govinnov.{setting}", str(path))

    return give


def drain() -> None:
    """Do all work of the outbox, as the worker does it."""
    model.Session.commit()
    while row := outbox.claim(30):
        projector.WORK[row.kind](row.key)
        outbox.done([row.id])


def create(act: Act, dataset: Any, data: bytes) -> Any:
    return act("resource_create", package_id=dataset["id"], name="측정", upload=upload(data))


def test_a_protected_site_withdraws_what_was_published_and_holds_what_comes(
    act: Act, app: Any, dataset: Any, given: Callable[[str, Any], None]
) -> None:
    published = create(act, dataset, PLACES)
    drain()
    before = judging.rules()
    given("protected_sites", [{"centre": [127.505, 37.505], "radius_m": 2000}])
    assert judging.rules() != before
    assert rescreen.order() > 0
    drain()
    assert versions.current(published["id"]) is None
    app.get(f"/dataset/{dataset['id']}/resource/{published['id']}/download/x.csv", status=410)
    with pytest.raises(tk.ValidationError, match=r"protected|보호"):
        create(act, dataset, PLACES + "다,36.2,127.3\n".encode())


def test_words_name_no_protected_site(act: Act, dataset: Any, given: Callable[[str, Any], None]) -> None:
    given("protected_sites", [{"names": ["가상 통신소"]}])
    with pytest.raises(tk.ValidationError):
        act("package_patch", id=dataset["id"], notes="가상통신소 앞에서 잰 값")


def test_districts_are_judged_by_the_projects_list_or_the_operators(
    act: Act, dataset: Any, given: Callable[[str, Any], None]
) -> None:
    assert create(act, dataset, CHANGWON(2009).encode())["certificate_id"]
    with pytest.raises(tk.ValidationError):
        create(act, dataset, CHANGWON(2015).encode())
    given("districts", "code\n48110\n")
    assert create(act, dataset, CHANGWON(2015).encode())["certificate_id"]


@pytest.mark.parametrize("setting", ["districts", "protected_sites", "known_codes"])
def test_a_wrong_file_stops_the_start_and_publishes_nothing(
    act: Act, dataset: Any, given: Callable[[str, Any], None], setting: str
) -> None:
    ruling.require()
    given(setting, "{")
    with pytest.raises(CkanConfigurationException, match=rf"ckanext\.govinnov\.{setting}: "):
        ruling.require()
    with pytest.raises(ValueError, match=setting):
        create(act, dataset, GOOD)
