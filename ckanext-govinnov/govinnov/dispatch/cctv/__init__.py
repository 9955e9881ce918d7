"""Where no camera looks: cells of 10 m seen by cameras, shares by area and by weight, and an index of blind spots.

All functions take and give tables and arrays; places are metres in EPSG:5179 (``dispatch.grid.metres``).
"""

from govinnov.dispatch.cctv.cameras import CODES, Cameras, cameras_at, read_cameras
from govinnov.dispatch.cctv.government import Coverage, government
from govinnov.dispatch.cctv.index import blind_spots
from govinnov.dispatch.cctv.places import CameraPlaces, camera_places
from govinnov.dispatch.cctv.survey import RADII_M, seen, survey
from govinnov.dispatch.cctv.views import bearing, width

__all__ = [
    "CODES",
    "RADII_M",
    "CameraPlaces",
    "Cameras",
    "Coverage",
    "bearing",
    "blind_spots",
    "camera_places",
    "cameras_at",
    "government",
    "read_cameras",
    "seen",
    "survey",
    "width",
]
