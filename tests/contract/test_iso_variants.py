"""ISO metadata as catalogues really write it: part 2 of the standard, linked words, translations, the successor."""

from __future__ import annotations

from pathlib import Path

from contract_examples import iso

from harvesters.model import Source
from harvesters.preview import Preview, preview

_GMX = 'xmlns:gmx="http://www.isotc211.org/2005/gmx" xmlns:gmd='
_END = "</gmd:MD_DataIdentification>"
_KEYWORDS = "<gmd:descriptiveKeywords><gmd:MD_Keywords>{}</gmd:MD_Keywords></gmd:descriptiveKeywords>" + _END


def shown(folder: Path, text: str) -> Preview:
    path = folder / "record.xml"
    path.write_text(text, encoding="utf-8")
    return preview(Source("iso", "", str(path)))


def test_a_record_of_part_two_says_how_its_images_were_taken(tmp_path: Path) -> None:
    more = '<gmi:acquisitionInformation xmlns:gmi="http://www.isotc211.org/2005/gmi"/>'
    plain = iso(1, "위성 영상")
    imagery = plain.replace("</gmd:MD_Metadata>", f"{more}</gmd:MD_Metadata>").replace(
        "gmd:MD_Metadata", "gmi:MI_Metadata"
    )
    told = shown(tmp_path, imagery.replace(" xmlns:gmd=", ' xmlns:gmi="http://www.isotc211.org/2005/gmi" xmlns:gmd='))
    assert (told.type, [item["title"] for item in told.records], told.errors) == ("iso19139", ["위성 영상"], ())
    [refused] = shown(tmp_path, plain.replace("</gmd:MD_Metadata>", f"{more}</gmd:MD_Metadata>")).errors
    assert (refused.code, refused.record) == ("iso-structure", "iso-1")


def test_linked_words_are_words(tmp_path: Path) -> None:
    anchor = '<gmx:Anchor xlink:href="http://a/" xmlns:xlink="http://www.w3.org/1999/xlink">{}</gmx:Anchor>'
    keyword = f"<gmd:keyword>{anchor.format('기온')}</gmd:keyword>"
    text = iso(1, "관측").replace(_END, _KEYWORDS.format(keyword))
    text = text.replace("<gco:CharacterString>관측</gco:CharacterString>", anchor.format("관측"))
    [package] = shown(tmp_path, text.replace("xmlns:gmd=", _GMX)).records
    assert (package["title"], package["tags"]) == ("관측", [{"name": "기온"}])


def test_a_translation_beside_the_title_is_not_part_of_it(tmp_path: Path) -> None:
    other = (
        '<gmd:PT_FreeText><gmd:textGroup><gmd:LocalisedCharacterString locale="#en">Wells'
        "</gmd:LocalisedCharacterString></gmd:textGroup></gmd:PT_FreeText></gmd:title>"
    )
    told = shown(tmp_path, iso(1, "우물").replace("</gmd:title>", other))
    assert [package["title"] for package in told.records] == ["우물"]


def test_a_comment_among_the_elements_is_no_element(tmp_path: Path) -> None:
    text = iso(1, "우물").replace("<gmd:fileIdentifier>", "<!-- 2판 --><?x y?><gmd:fileIdentifier>")
    told = shown(tmp_path, text)
    assert (len(told.records), told.errors) == (1, ())


def test_a_record_of_the_successor_is_refused_by_its_name(tmp_path: Path) -> None:
    base = "http://standards.iso.org/iso/19115/-3"
    text = (
        f'<mdb:MD_Metadata xmlns:mdb="{base}/mdb/2.0" xmlns:mcc="{base}/mcc/1.0" '
        'xmlns:gco="http://standards.iso.org/iso/19115/-3/gco/1.0"><mdb:metadataIdentifier><mcc:MD_Identifier><mcc:code>'
        "<gco:CharacterString>third-1</gco:CharacterString></mcc:code></mcc:MD_Identifier></mdb:metadataIdentifier>"
        "</mdb:MD_Metadata>"
    )
    [error] = shown(tmp_path, text).errors
    assert (error.code, error.record) == ("iso-19115-3", "third-1")
    assert "ISO 19139" in error.message_ko and "ISO 19139" in error.message_en
