"""Doors of CKAN that would go round the gate: closed, or opened only to those who may edit what stands behind them."""
