"""Collects the rooms for CKAN: each room brings its own actions, auth, views and helpers."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

import ckan.plugins as p
import ckan.plugins.toolkit as tk
from ckan.common import CKANConfig
from ckan.lib.plugins import DefaultTranslation
from ckan.types import CKANApp

from ckanext.govinnov import rooms
from ckanext.govinnov.catalog import facets
from ckanext.govinnov.closing import related
from ckanext.govinnov.publishing import ruling, show, write
from ckanext.govinnov.search import index, plan
from ckanext.govinnov.storage import VersionUploader
from ckanext.govinnov.trace_pages import door


@tk.blanket.actions(rooms.actions)
@tk.blanket.auth_functions(rooms.auth)
@tk.blanket.blueprints(rooms.blueprints)
@tk.blanket.helpers(rooms.helpers)
@tk.blanket.cli(rooms.commands)
@tk.blanket.config_declarations
class GovinnovPlugin(p.SingletonPlugin, DefaultTranslation):
    """An open-data catalog whose every byte passed the gate."""

    p.implements(p.IConfigurable)
    p.implements(p.IConfigurer)
    p.implements(p.IFacets, inherit=True)
    p.implements(p.IMiddleware, inherit=True)
    p.implements(p.IPackageController, inherit=True)
    p.implements(p.ITranslation)
    p.implements(p.IUploader, inherit=True)

    def update_config(self, config: CKANConfig) -> None:
        """Add our templates and assets."""
        tk.add_template_directory(config, "templates")
        tk.add_resource("assets", "govinnov")
        tk.add_public_directory(config, "public")

    def configure(self, config: CKANConfig) -> None:
        """Read the operator's rules: a wrong file stops the start, with a sentence."""
        ruling.require()

    def make_middleware(self, app: CKANApp, config: CKANConfig) -> CKANApp:
        """Let programs that look a code of the trace up in by a door of their own."""
        return door.before(app)

    def dataset_facets(self, facets_dict: OrderedDict[str, Any], package_type: str) -> OrderedDict[str, Any]:
        """By what a search can be narrowed."""
        return facets.dataset_facets(facets_dict, package_type)

    def get_resource_uploader(self, data_dict: dict[str, Any]) -> VersionUploader:
        """Serve certified versions; take nothing in."""
        return VersionUploader(data_dict)

    def after_dataset_create(self, context: dict[str, Any], pkg_dict: dict[str, Any]) -> None:
        """Note that CKAN changed something: the write that goes round this one wants to know."""
        context[write.CHANGED] = True

    def after_dataset_update(self, context: dict[str, Any], pkg_dict: dict[str, Any]) -> None:
        """Note that CKAN changed something: the write that goes round this one wants to know."""
        context[write.CHANGED] = True

    def after_dataset_show(self, context: dict[str, Any], pkg_dict: dict[str, Any]) -> None:
        """Say which version is served and whether it has a table; name no related dataset that is not public."""
        show.enrich(pkg_dict)
        related.close(pkg_dict)

    def before_dataset_index(self, pkg_dict: dict[str, Any]) -> dict[str, Any]:
        """Add the fields of Korean search; leave out what Solr would refuse."""
        return index.without_unfit_copies(pkg_dict) | index.fields(pkg_dict)

    def before_dataset_search(self, search_params: dict[str, Any]) -> dict[str, Any]:
        """Plan a query of plain words; every other query stays as it came."""
        return plan.plan(search_params)
