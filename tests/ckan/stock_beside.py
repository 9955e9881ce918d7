"""A site with ckanext-harvest beside our plugins: ``stock_beside.py INI ADDRESS`` harvests ADDRESS as stock does.

Prints a JSON object: ``errors`` of stock's harvest objects, and ``datasets``, the titles that they became.
"""

from __future__ import annotations

import json
import sys

from ckan import model
from ckan.cli import CKANConfigLoader
from ckan.config.middleware import make_app
from ckan.plugins import toolkit as tk


def main(ini: str, address: str) -> None:
    """Make a source, run its job in this process, tell what came of it."""
    application = make_app(CKANConfigLoader(ini).get_config())
    with application._wsgi_app.test_request_context():
        print(json.dumps(harvest(address)))


def harvest(address: str) -> dict[str, object]:
    """One stock harvest of another CKAN."""
    from ckanext.harvest import utils
    from ckanext.harvest.model import HarvestObject, HarvestObjectError

    user = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
    mark = model.types.make_uuid()[:8]
    agency = tk.get_action("organization_create")({"user": user}, {"name": f"stock-{mark}", "title": "가온시"})
    words = {"name": f"source-{mark}", "title": f"수집 {mark}", "url": address}
    source = tk.get_action("harvest_source_create")(
        {"user": user}, {**words, "source_type": "ckan", "owner_org": agency["id"]}
    )
    utils.run_test_harvester(source["id"], False)
    model.Session.expire_all()
    objects = model.Session.query(HarvestObject).filter_by(harvest_source_id=source["id"]).all()
    ids = [one.id for one in objects]
    found = model.Session.query(HarvestObjectError).filter(HarvestObjectError.harvest_object_id.in_(ids))
    made = [model.Package.get(one.package_id) for one in objects if one.package_id and one.current]
    return {"errors": [error.message for error in found], "datasets": sorted(one.title for one in made)}


if __name__ == "__main__":
    main(*sys.argv[1:])
