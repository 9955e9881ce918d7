"""Licences, passports, cards, accounts, phones and mails are told from the numbers that look like them."""

from __future__ import annotations

import pytest

from govinnov.gate.screen import ScreenSettings, screen_texts

FOUND = {
    "11-22-333333-44": ("driving-licence", "11-**-******-**"),
    "서울 91-123456-11": ("driving-licence", "서울 91-******-**"),
    "운전면허번호 112233333344": ("driving-licence", "11**********"),
    "여권 M12345678": ("passport-number", "M********"),
    "여권번호: m123a4567": ("passport-number", "M********"),
    "4111-1111-1111-1111": ("card-number", "4111-****-****-1111"),
    "카드 4111111111111111": ("card-number", "4111********1111"),
    "378282246310005 card": ("card-number", "3782*******0005"),
    "신한은행 110-123-456789": ("bank-account", "110-***-******"),
    "입금계좌 12345678901234": ("bank-account", "123***********"),
    "010-1234-5678": ("mobile-phone", "010-****-5678"),
    "+82 10 1234 5678": ("mobile-phone", "010-****-5678"),
    "０１０－１２３４－５６７８": ("mobile-phone", "010-****-5678"),
    "010-12345678": ("mobile-phone", "010-****-5678"),
    "+82(0)10-1234-5678": ("mobile-phone", "010-****-5678"),
    "019-123-4567": ("mobile-phone", "019-***-4567"),
    "hong@naver.com": ("email-address", "h***@naver.com"),
}
CLEARED = (
    "112233333344",
    "002123456789",
    "M12345678",
    "여권 발급 현황",
    "4111-1111-1111-1112",
    "9999111122223333",
    "은행 02-123-4567",
    "우체국 123-45-67891",
    "농협 1588-2100",
    "02-123-4567",
    "070-1234-5678",
    "0505-123-4567",
    "127.01012345678",
    "821012345678",
    "0111234567",
    "45a99ca926fdb62b61bb2b29620e1dcdd5b01096137001f7e179881d64d8fabf1",
    "urn:epc:class:lgtin:4012345.011111.4444",
    "help@korea.kr",
    "a@mois.go.kr",
    "test@example.com",
    "user@localhost",
    "2024-01-01 12:30:45",
)


@pytest.mark.parametrize("text", FOUND)
def test_a_personal_number_is_found_and_masked(text: str) -> None:
    assert [(found.code, found.value) for found in screen_texts({"notes": text})] == [FOUND[text]]


@pytest.mark.parametrize("text", CLEARED)
def test_a_number_that_only_looks_personal_is_cleared(text: str) -> None:
    assert screen_texts({"notes": text}) == ()


def test_sixteen_bare_digits_that_pass_for_a_card_are_for_a_steward() -> None:
    (found,) = screen_texts({"notes": "4111111111111111"})
    assert (found.code, found.severity) == ("number-ambiguous", "confirm")


@pytest.mark.parametrize(
    ("rule", "text", "code"),
    [
        ("mobile-in-text", "문의 010-1234-5678", "mobile-number"),
        ("spaced-digits", "9 0 0 1 0 1 - 1 2 3 4 5 6 7", "resident-number"),
        ("bare-licence", "112233333344", "driving-licence"),
        ("bare-passport", "M12345678", "passport-number"),
        ("split-decimal", "1.9001011234567", "resident-number"),
    ],
)
def test_a_stricter_rule_finds_as_an_error_what_the_lax_rules_let_pass(rule: str, text: str, code: str) -> None:
    assert all(found.severity != "error" for found in screen_texts({"notes": text}))
    strict = screen_texts({"notes": text}, settings=ScreenSettings(strict=(rule,)))
    assert (code, "error") in {(found.code, found.severity) for found in strict}


def test_an_unknown_strict_rule_is_refused_with_the_names_to_choose_from() -> None:
    with pytest.raises(ValueError, match="mobile-in-text"):
        ScreenSettings(strict=("mobile",))


def test_two_numbers_of_one_kind_in_a_text_make_one_finding() -> None:
    found = screen_texts({"notes": "900101-1234567, 910101-1234567", "title": "900101-1234567"})
    assert [(one.code, one.field) for one in found] == [("resident-number", "notes"), ("resident-number", "title")]
