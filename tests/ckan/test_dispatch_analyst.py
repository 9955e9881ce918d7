"""The analysts' page on the real site: other assumptions, posts within wishes, own runs, files for QGIS."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
from dispatched import forget

pytestmark = pytest.mark.site
PAGE = "/golden-time/99010/analyst"
HEADER = "DCLR_YMD,DCLR_TM,DSPT_YMD,DSPT_TM,GRNDS_ARVL_YMD,GRNDS_ARVL_TM,PTN_CNTC_YMD,PTN_CNTC_TM,GNDR_NM"
FAST = "20190918,90000,20190918,90100,20190918,90400,20190918,90500,비밀"
SLOW = "20190918,90000,20190918,90100,20190918,92000,20190918,92100,비밀"


def main_of(page: Any) -> str:
    return str(page.text).partition("<main")[2]


def send(app: Any, rows: list[str], token: str | None = None) -> Any:
    """Send a table with our form, or with another token."""
    form = app.get(PAGE).text
    (own,) = re.findall(r'name="_csrf_token" value="([^"]+)"', form.partition("<main")[2])
    table = (io.BytesIO("\n".join([HEADER, *rows]).encode()), "runs.csv")
    data = {"_csrf_token": own if token is None else token, "runs": table}
    return app.post(PAGE, data=data, content_type="multipart/form-data")


def test_each_parameter_stands_with_its_source_and_date(app: Any, published_run: Path) -> None:
    page = main_of(app.get(PAGE))
    assert "ambulance.receipt-scene.kmh" in page
    assert "fitted to 845 ambulance runs of 2019-2023" in page
    assert "2023-12-31" in page


def test_other_parameters_give_other_shares_beside_the_published_ones(app: Any, published_run: Path) -> None:
    page = main_of(app.get(f"{PAGE}?fire.receipt-scene.kmh=60"))
    assert "내 가정으로" in page
    row = page.partition("fire receipt-scene 360 s</code>")[2].partition("</tr>")[0]
    before, after = re.findall(r'<td class="n">([\d.]+)', row)
    assert float(after) > float(before)


@pytest.mark.parametrize("value", ["fast", "-1", "nan", "1e9"])
def test_a_value_that_is_none_gets_a_sentence(app: Any, published_run: Path, value: str) -> None:
    page = main_of(app.get(f"{PAGE}?slower={value}"))
    assert 'role="alert"' in page


def test_posts_stand_where_they_are_wished(app: Any, published_run: Path) -> None:
    page = main_of(app.get(f"{PAGE}?count=1&ban=9901051"))
    assert "<strong>나동</strong>" in page
    assert "<strong>가동</strong>" not in page
    fixed = main_of(app.get(f"{PAGE}?count=0&fix=9901051"))
    assert "<strong>가동</strong>" in fixed


def test_own_runs_are_told_as_totals_beside_the_model(app: Any, published_run: Path) -> None:
    page = main_of(send(app, [FAST] * 7 + [SLOW] * 6))
    assert "53.8 %" in page
    assert "비밀" not in page
    few = main_of(send(app, [FAST] * 7 + [SLOW] * 2))
    assert "5건 미만" in few
    assert "77.8 %" not in few


def test_nothing_of_own_runs_is_kept(app: Any, published_run: Path) -> None:
    before = app.get(PAGE).text.partition("<main")[2]
    send(app, [FAST] * 9)
    after = app.get(PAGE).text.partition("<main")[2]
    token = re.compile(r'name="_csrf_token" value="[^"]+"')
    assert token.sub("", after) == token.sub("", before)


def test_a_form_of_somebody_else_and_another_table_are_refused(app: Any, published_run: Path) -> None:
    assert send(app, [FAST] * 9, token="forged").status_code == 400
    data = {"runs": (io.BytesIO(b"a,b\n1,2"), "x.csv")}
    assert app.post(PAGE, data=data, content_type="multipart/form-data").status_code == 400


def test_the_map_can_be_had_for_qgis(app: Any, published_run: Path) -> None:
    (place,) = re.findall(r'href="([^"]+/rendition/gpkg)"', main_of(app.get(PAGE)))
    assert app.get(place).data.startswith(b"SQLite format 3")
    forget()
