"""Each finding about persons or security names its law; personal errors can't be waived."""

from __future__ import annotations

import pytest

from govinnov.gate.codes.screen import CODES
from govinnov.gate.rules import RULES, rules_version
from govinnov.gate.screen import LAW, STRICT_RULES, ScreenSettings, is_personal
from govinnov.gate.screen.sites import ProtectedSite

BY_NAME = {code.name: code for code in CODES}


@pytest.mark.parametrize("code", LAW)
def test_a_findings_sentence_names_every_article_of_its_law(code: str) -> None:
    said = BY_NAME[code].ko
    assert all(article.split("제1항")[1] in said and article.split(" ")[0] in said for article in LAW[code])


def test_personal_errors_are_those_whose_law_is_privacy_and_that_hold_at_once() -> None:
    private = {code for code, articles in LAW.items() if any("제6호" in article for article in articles)}
    errors = {code for code in private if BY_NAME[code].severity == "error"}
    assert {code.name for code in CODES if is_personal(code.name)} == errors


def test_every_code_without_a_law_is_about_safe_showing_or_made_up_data() -> None:
    assert set(BY_NAME) - set(LAW) == {
        "quasi-identifier-proposed",
        "formula-cell",
        "script-in-cell",
        "script-in-text",
        "control-character",
        "bidi-override",
        "findings-summed-up",
        "synthetic-input",
    }


def test_the_rules_version_is_the_same_at_every_run_and_begins_with_the_hand_raised_name() -> None:
    assert rules_version() == rules_version(ScreenSettings())
    assert rules_version().startswith(f"{RULES}-")


@pytest.mark.parametrize(
    "settings",
    [
        *(ScreenSettings(strict=(rule,)) for rule in STRICT_RULES),
        ScreenSettings(k=3),
        ScreenSettings(protected_sites=(ProtectedSite(names=("가",)),)),
        ScreenSettings(known_codes={"farm": frozenset({"1"})}),
    ],
)
def test_another_setting_is_another_rules_version(settings: ScreenSettings) -> None:
    assert rules_version(settings) != rules_version()


def test_how_a_file_is_read_is_no_rule() -> None:
    assert rules_version(ScreenSettings(chunk_bytes=1)) == rules_version()
    both = ("bare-licence", "spaced-digits")
    assert rules_version(ScreenSettings(strict=both)) == rules_version(ScreenSettings(strict=both[::-1]))
