"""The country as a run sees it: what its folder holds, read and joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from govinnov.dispatch.cctv import Cameras
from govinnov.dispatch.demand import Weighted, counted, weigh
from govinnov.dispatch.errors import InputError
from govinnov.dispatch.findings import Finding
from govinnov.dispatch.inputs import Folder
from govinnov.dispatch.inputs.addresses import Address, read_addresses
from govinnov.dispatch.inputs.cells import read_cells
from govinnov.dispatch.inputs.codes import not_valid, read_codes
from govinnov.dispatch.inputs.coordinates import mixed_crs
from govinnov.dispatch.inputs.districts import District, read_areas, read_districts
from govinnov.dispatch.inputs.electors import read_electors
from govinnov.dispatch.inputs.governments import Government, read_governments
from govinnov.dispatch.inputs.residents import Residents, read_residents
from govinnov.dispatch.inputs.stations import Station, read_stations
from govinnov.dispatch.run.cameras import all_cameras

#: Without these there is no run at all.
NEEDED = ("governments", "districts")
#: Kinds that a run can use; each that is missing is told.
WANTED = (*NEEDED, "areas", "electors", "area-codes", "fire-stations", "police-stations", "addresses", "cameras")


@dataclass(frozen=True, slots=True)
class Country:
    """All inputs, read and joined.

    Attributes:
        governments: By code.
        districts: By code.
        weighted: Areas with their electors, by district.
        counted: Areas with the weight of a grid, of the districts that one spans.
        residents: Of regions by age, by the name of the region.
        addresses: Rows with address and coordinates.
        fire: 119 centres.
        police: Police stations.
        cameras: Cameras of all files.
        findings: What is wrong with the inputs.
    """

    governments: Sequence[Government]
    districts: Mapping[str, District]
    weighted: Mapping[str, Sequence[Weighted]]
    counted: Mapping[str, Sequence[Weighted]]
    residents: Mapping[str, Residents]
    addresses: Sequence[Address]
    fire: Sequence[Station]
    police: Sequence[Station]
    cameras: Cameras
    findings: list[Finding]


def read_country(folder: Folder, day: str) -> Country:
    """Read and join the inputs of a folder.

    Args:
        folder: What was found.
        day: Day of reference (ISO).

    Raises:
        InputError: ``missing-input``, or a file can't be read.
    """
    for kind in NEEDED:
        if not folder.of(kind):
            raise InputError("missing-input", kind=kind)
    findings = [*folder.findings, *(Finding("input-missing", kind) for kind in WANTED if not folder.of(kind))]
    findings.extend(one for source in folder.used for one in mixed_crs(source))
    districts = read_districts(folder.of("districts"), findings)
    weighted = _weighted(folder, districts, findings)
    addresses = read_addresses(folder.of("addresses"), findings)
    fire = read_stations(folder.of("fire-stations"), findings)
    police = read_stations(folder.of("police-stations"), findings)
    findings.extend(Finding("station-without-coordinates", *one.at) for one in fire if one.place is None)
    governments = read_governments(folder.of("governments"), findings)
    findings.extend(_codes(folder, governments, districts, day))
    cameras = all_cameras(folder.of("cameras"), findings)
    cells = read_cells(folder.of("grid"), folder.of("calls"), findings)
    on_grid = counted(weighted, cells, findings) if cells else {}
    people = read_residents(folder.of("residents"), day, findings)
    return Country(governments, districts, weighted, on_grid, people, addresses, fire, police, cameras, findings)


def _codes(
    folder: Folder, governments: Sequence[Government], districts: Mapping[str, District], day: str
) -> Iterator[Finding]:
    yield from not_valid(governments, read_codes(folder.of("legal-codes")), day)
    for one in governments:
        yield from (Finding("code-unknown", *one.at) for code in one.districts if code not in districts)


def _weighted(
    folder: Folder, districts: Mapping[str, District], findings: list[Finding]
) -> Mapping[str, Sequence[Weighted]]:
    counts = read_electors(folder.of("electors"), folder.of("area-codes"), findings)
    found: dict[str, list[Weighted]] = defaultdict(list)
    for one in weigh(read_areas(folder.of("areas")), districts, counts, findings):
        found[one.district].append(one)
    return found
