"""The XML of ISO 19139 metadata: which elements are records, their ids and titles, and what may stand in them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from harvesters import clean, xmlsafe
from harvesters.canonical import digest
from harvesters.errors import SkipObjectError
from harvesters.model import Entry

GMD = "http://www.isotc211.org/2005/gmd"
ROOTS = ("MD_Metadata", "MI_Metadata")
_GCO = "http://www.isotc211.org/2005/gco"
_GMX = "http://www.isotc211.org/2005/gmx"
_WORDS = f"{{{_GCO}}}CharacterString"
#: Forms that ISO 19139 allows in place of a plain text.
_OTHER_WORDS = (f"{{{_GMX}}}Anchor", f"{{{_GMX}}}MimeFileType", f"{{{_GMX}}}FileName")
#: ISO 19115-3, the successor, has namespaces of its own below this one.
_SUCCESSOR = "http://standards.iso.org/iso/19115/-3/"
_IDS = ("{*}fileIdentifier", "{*}metadataIdentifier/{*}MD_Identifier/{*}code")
_TITLE = "{*}identificationInfo/*/{*}citation/{*}CI_Citation/{*}title"
#: What may stand directly in a record: gmd:MD_Metadata_Type, and gmi:MI_Metadata_Type (ISO 19139-2) besides.
_CHILDREN = frozenset(
    {
        "fileIdentifier", "language", "characterSet", "parentIdentifier", "hierarchyLevel",
        "hierarchyLevelName", "contact", "dateStamp", "metadataStandardName", "metadataStandardVersion",
        "dataSetURI", "locale", "spatialRepresentationInfo", "referenceSystemInfo", "metadataExtensionInfo",
        "identificationInfo", "contentInfo", "distributionInfo", "dataQualityInfo", "portrayalCatalogueInfo",
        "metadataConstraints", "applicationSchemaInfo", "metadataMaintenance", "series", "describes",
        "propertyType", "featureType", "featureAttribute",
    }
)  # fmt: skip
_MORE_CHILDREN = _CHILDREN | {"acquisitionInformation"}


def records_in(root: etree._Element) -> Iterator[etree._Element]:
    """The metadata records in a document, itself or wrapped."""
    yield from (item for item in root.iter() if xmlsafe.local_name(item) in ROOTS)


def iso_entry(record: etree._Element) -> Entry:
    """A record as an entry: its identifier, title, and its XML to be read when it is fetched."""
    text = etree.tostring(record, encoding="unicode", with_tail=False)
    return Entry(
        remote_id=next((found for path in _IDS if (found := _words(record.find(path)))), ""),
        title=clean.line(_words(record.find(_TITLE))),
        marker=digest(text),
        payload={"xml": text},
    )


def checked_record(xml: str) -> etree._Element:
    """The record as a reader of plain texts can read it: linked words (gmx:Anchor and its like) made plain.

    Raises:
        SkipObjectError: It is of another standard, or has elements that its standard does not know.
    """
    root = xmlsafe.parse(xml.encode())
    _refuse_successor(root)
    _refuse_unknown(root)
    for item in root.iter(*_OTHER_WORDS):
        item.tag = _WORDS
    return root


def _words(element: etree._Element | None) -> str:
    """An element's text in the record's own language: translations stand beside it in a PT_FreeText."""
    if element is None:
        return ""
    plain = (xmlsafe.text_of(child) for child in element if child.tag in (_WORDS, *_OTHER_WORDS))
    return next((text for text in plain if text), "") or xmlsafe.text_of(element)


def _refuse_successor(root: etree._Element) -> None:
    if (etree.QName(root).namespace or "").startswith(_SUCCESSOR):
        raise SkipObjectError(
            "iso-19115-3",
            "ISO 19115-3 메타데이터는 읽지 못합니다. 제공기관에 ISO 19139로 내보낸 주소를 요청하세요.",
            "The record is ISO 19115-3, which is not read; ask the agency for its ISO 19139 export.",
        )


def _refuse_unknown(root: etree._Element) -> None:
    known = _MORE_CHILDREN if xmlsafe.local_name(root) == "MI_Metadata" else _CHILDREN
    unknown = next((name for child in root if (name := xmlsafe.local_name(child)) and name not in known), None)
    if unknown:
        raise SkipObjectError(
            "iso-structure",
            f"ISO 19139에 없는 요소({unknown[:60]})가 있어 등록하지 않았습니다. 제공기관에 수정을 요청하세요.",
            f"The element {unknown[:60]} is not in ISO 19139; ask the agency to mend the record.",
        )
