"""The EPCIS 2.0 interface, as far as it is pure: what is asked, what is answered, and what is wrong with a request.

Source: GS1's OpenAPI of EPCIS 2.0, cut to the first profile (docs/reference/epcis-interface.md).
"""
