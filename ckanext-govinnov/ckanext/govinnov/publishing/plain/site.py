"""Sites on which a dataset may be written without CKAN's actions: those whose plugins were tried with it."""

from __future__ import annotations

import ckan.plugins as p
import ckan.plugins.toolkit as tk
from ckan.lib import signals

#: The plugins under which tests compare both ways.
TRIED = frozenset({
    "govinnov", "activity", "datastore", "scheming_datasets", "dcat", "structured_data", "spatial_metadata",
    "spatial_query", "text_view", "image_view",
})  # fmt: skip
#: The form under which they do; another form brings validators of its own.
_FORM = ("ckanext.scheming:ckan_dataset.yaml", "ckanext.scheming:presets.json")
#: Ways in which a plugin takes part in the writing of a dataset.
_PARTS = (
    p.IPackageController, p.IResourceController, p.IDomainObjectModification, p.IActions, p.IAuthFunctions,
    p.IDatasetForm, p.IValidators, p.IPermissionLabels, p.IResourceView, p.ISignal,
)  # fmt: skip
#: The activity plugin.
_LISTENERS = 1


def is_tried() -> bool:
    """Whether nobody takes part who was not there when both ways were compared."""
    taking_part = {plugin.name for part in _PARTS for plugin in p.PluginImplementations(part)}
    listeners = list(signals.action_succeeded.receivers_for("package_create"))
    form = (tk.config.get("scheming.dataset_schemas"), tk.config.get("scheming.presets", _FORM[1]))
    return taking_part <= TRIED and len(listeners) <= _LISTENERS and form == _FORM
