"""Every command and every setting stands in the documents, and the documents name none that is gone."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from launcher import verbs

ROOT = Path(__file__).parents[2]
COMMANDS = (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
SETTINGS = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
PLUGIN = ROOT / "ckanext-govinnov" / "ckanext" / "govinnov" / "config_declaration.yaml"


def test_every_verb_is_documented_and_no_other() -> None:
    assert set(re.findall(r"^### `(\w+)`", COMMANDS, re.MULTILINE)) == set(verbs.VERBS)


def test_every_setting_of_the_plugin_is_documented_and_no_other() -> None:
    groups = yaml.safe_load(PLUGIN.read_text(encoding="utf-8"))["groups"]
    declared = {option["key"] for group in groups for option in group["options"]}
    assert set(re.findall(r"^\| `(ckanext\.govinnov\.[\w.]+)`", SETTINGS, re.MULTILINE)) == declared


def test_every_variable_of_the_launcher_is_documented() -> None:
    files = [ROOT / "config" / "gunicorn.conf.py", *(ROOT / "ckanext-govinnov" / "launcher").glob("*.py")]
    named = {name for file in files for name in re.findall(r"GOVINNOV_[A-Z]+(?:_[A-Z]+)*", file.read_text())}
    inner = {"GOVINNOV_ADMIN_NAME", "GOVINNOV_ADMIN_PASSWORD", "GOVINNOV_FAULTS", "GOVINNOV_SITE_STATE"}
    assert named - inner - set(re.findall(r"`(GOVINNOV_\w+)`", SETTINGS)) == set()


def test_nothing_in_the_project_names_a_registry_host() -> None:
    hosts = re.compile("https?://[^ ]*(?:pypi|pythonhosted|npmjs|maven" + r"\.org|repo1)", re.IGNORECASE)
    files = [*(ROOT / "config").rglob("*"), *(ROOT / "docker").rglob("*"), *(ROOT / "docs").rglob("*.md")]
    texts = {file: file.read_text(encoding="utf-8") for file in files if file.is_file()}
    assert [file.name for file, text in texts.items() if hosts.search(text)] == []


def test_the_schema_of_solr_keeps_every_field_of_ckans_own() -> None:
    from importlib.resources import files
    from xml.etree import ElementTree

    stock = ElementTree.fromstring((files("ckan") / "config" / "solr" / "schema.xml").read_text(encoding="utf-8"))
    ours = ElementTree.parse(ROOT / "config" / "solr" / "ckan" / "conf" / "schema.xml").getroot()
    named = {(element.tag, *sorted(element.attrib.items())) for element in ours.iter()}
    kept = [element for element in stock.iter() if element.tag in ("field", "dynamicField", "fieldType", "copyField")]
    assert [element.attrib for element in kept if (element.tag, *sorted(element.attrib.items())) not in named] == []
    assert ours.get("name") == stock.get("name")
