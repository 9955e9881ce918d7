"""The stewards' side of the poultry trace: recalls with their sheets, outbreaks, findings, files as they came."""
