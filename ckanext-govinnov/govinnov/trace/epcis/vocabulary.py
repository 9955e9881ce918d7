"""The words of CBV 2.0 and of GS1's measurement types, with the IRIs that they stand for."""

from __future__ import annotations

from dataclasses import dataclass

CBV = "https://ref.gs1.org/cbv/"
GS1 = "https://gs1.org/voc/"
EPCIS = "https://ref.gs1.org/epcis/"
MASTER_DATA = "urn:epcglobal:cbv:mda:"
OLD_CBV = "urn:epcglobal:cbv:"

#: Prefixes that GS1's own context declares.
KNOWN_PREFIXES = {
    "epcis": EPCIS,
    "cbv": CBV,
    "cbvmda": MASTER_DATA,
    "gs1": GS1,
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dcterms": "http://purl.org/dc/terms/",
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One list of words: bare in JSON-LD, an IRI elsewhere.

    ``prefix`` and the word make the IRI; ``old`` and the word the URN of CBV 1.x, which XML still writes.
    """

    words: frozenset[str]
    prefix: str
    old: str | None = None

    def iri(self, value: str) -> str:
        """The IRI of a bare word; anything else stays."""
        return self.prefix + value if value in self.words else value

    def word(self, value: str) -> str:
        """The bare word of an IRI, CURIE or URN that stands for one; anything else stays."""
        if value.startswith(self.prefix):
            return self._after(self.prefix, value)
        return next((self._after(one, value) for one in self._others() if value.startswith(one)), value)

    def _after(self, prefix: str, value: str) -> str:
        word = value[len(prefix) :]
        return word if word in self.words else value

    def _others(self) -> tuple[str, ...]:
        return (*((self.old,) if self.old else ()), *_short(self.prefix))


def _short(prefix: str) -> tuple[str, ...]:
    """How a prefix may be shortened with GS1's own."""
    return tuple(
        f"{name}:{prefix.removeprefix(iri)}" for name, iri in (("cbv", CBV), ("gs1", GS1)) if prefix.startswith(iri)
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BIZ_STEP = Vocabulary(
    _words(
        """
        accepting arriving assembling collecting commissioning consigning creating_class_instance cycle_counting
        decommissioning departing destroying disassembling dispensing encoding entering_exiting holding inspecting
        installing killing loading other packing picking receiving removing repackaging repairing replacing
        reserving retail_selling shipping staging_outbound stock_taking stocking storing transporting unloading
        unpacking void_shipping sensor_reporting sampling
        """
    ),
    CBV + "BizStep-",
    OLD_CBV + "bizstep:",
)
DISPOSITION = Vocabulary(
    _words(
        """
        active container_closed damaged destroyed dispensed disposed encoded expired in_progress in_transit inactive
        no_pedigree_match non_sellable_other partially_dispensed recalled reserved retail_sold returned
        sellable_accessible sellable_not_accessible stolen unknown available completeness_verified
        completeness_inferred conformant container_open mismatch_instance mismatch_class mismatch_quantity
        needs_replacement non_conformant unavailable
        """
    ),
    CBV + "Disp-",
    OLD_CBV + "disp:",
)
TRANSACTION_TYPE = Vocabulary(
    _words(
        """
        bol cert desadv inv pedigree po poc prodorder recadv rma testprd testres upevt
        """
    ),
    CBV + "BTT-",
    OLD_CBV + "btt:",
)
PARTY_TYPE = Vocabulary(
    _words(
        """
        owning_party possessing_party location
        """
    ),
    CBV + "SDT-",
    OLD_CBV + "sdt:",
)
REASON = Vocabulary(
    _words(
        """
        did_not_occur incorrect_data
        """
    ),
    CBV + "ER-",
    OLD_CBV + "er:",
)
COMPONENT = Vocabulary(
    _words(
        """
        x y z axial_distance azimuth height spherical_radius polar_angle elevation_angle easting northing latitude
        longitude altitude
        """
    ),
    CBV + "Comp-",
)
MEASUREMENT = Vocabulary(
    _words(
        """
        AbsoluteHumidity AbsorbedDose AbsorbedDoseRate Acceleration Radioactivity Altitude AmountOfSubstance
        AmountOfSubstancePerUnitVolume Angle AngularAcceleration AngularMomentum AngularVelocity Area Capacitance
        Conductance Conductivity Count Density Dimensionless DoseEquivalent DoseEquivalentRate DynamicViscosity
        ElectricCharge ElectricCurrent ElectricCurrentDensity ElectricFieldStrength Energy Exposure Force Frequency
        Illuminance Inductance Irradiance KinematicViscosity Length LinearMomentum Luminance LuminousFlux
        LuminousIntensity MagneticFlux MagneticFluxDensity MagneticVectorPotential Mass MassConcentration
        MassFlowRate MassPerAreaTime MemoryCapacity MolalityOfSolute MolarEnergy MolarMass MolarVolume Power
        Pressure RadiantFlux RadiantIntensity RelativeHumidity Resistance Resistivity SolidAngle SpecificVolume
        Speed SurfaceDensity SurfaceTension Temperature Time Torque Voltage Volume VolumeFlowRate VolumeFraction
        VolumetricFlux Wavenumber
        """
    ),
    GS1,
)
ALERT = Vocabulary(
    _words(
        """
        ALARM_CONDITION ERROR_CONDITION
        """
    ),
    GS1,
)
