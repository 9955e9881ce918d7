"""Check the proof of a placement plan. Needs Python and NumPy only, and nothing of the catalog.

python verify_placement.py CERTIFICATE (--pmed FILE | --mclp FILE --radius R)

Prints "valid" (exit 0) or why not (exit 1). docs/explanation/placement.md explains what is checked, and why it proves.
"""

import gzip
import hashlib
import json
import sys
from decimal import Decimal
from pathlib import Path

import numpy as np


def need(holds, otherwise):
    """End here unless something holds."""
    if not holds:
        sys.exit(f"not valid: {otherwise}")


def words(path):
    """The words of each line that is not blank."""
    return [line.split() for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip()]


def pmed(path):
    """Distances between all vertices: a row of demand for each vertex, a column for each site."""
    (n, m, _), *rows = (list(map(int, row)) for row in words(path))
    near = np.full((n, n), 2**30 - 1, dtype=np.int32)
    for a, b, cost in rows[:m]:
        near[a - 1, b - 1] = near[b - 1, a - 1] = cost
    np.fill_diagonal(near, 0)
    [np.minimum(near, near[:, k, None] + near[k], out=near) for k in range(n)]
    return near.astype(np.int64), None


def mclp(path, radius):
    """0 where a site covers a row, else the row's weight; points with the same covering sites are one row."""
    head, *rows = words(path)
    rows = rows if head[0] == str(len(rows)) else [head, *rows]
    numbers = [Decimal(radius), *(Decimal(word) for row in rows for word in row[:2])]
    places = max(0, *(-number.as_tuple().exponent for number in numbers))
    reach, *flat = (int(number.scaleb(places)) for number in numbers)
    (x, y), groups = np.array([flat[0::2], flat[1::2]], dtype=np.int64), {}
    for i, row in enumerate(rows):
        square = (x - x[i]).astype(float) ** 2 + (y - y[i]).astype(float) ** 2
        covers = square <= float(reach**2)
        for j in np.flatnonzero(abs(square - float(reach**2)) <= 1e-9 * float(reach**2)):
            covers[j] = int(x[j] - x[i]) ** 2 + int(y[j] - y[i]) ** 2 <= reach**2
        groups[covers.tobytes()] = groups.get(covers.tobytes(), 0) + int(Decimal(row[2]))
    covers = np.array([np.frombuffer(group, dtype=bool) for group in groups])
    return np.where(covers, 0, np.array(list(groups.values()))[:, None]), sum(groups.values())


def narrowed(costs, part, u, limit):
    """Close a part (None), or fix the sites that its bound fixes. A part: sites in, sites free, sites of a plan."""
    (inside, free, p), k = part, part[2] - len(part[0])
    sums = np.minimum(0, 1024 * costs[:, inside + free] - u[:, None]).sum(axis=0)
    rho = dict(zip(inside + free, sums, strict=True))
    chosen, others = (order := sorted(free, key=lambda j: (rho[j], j)))[:k], order[k:]
    bound = u.sum() + sum(rho[j] for j in inside + chosen)
    if bound > limit or not 0 <= k <= len(free):
        return None
    forced = [j for j in chosen if not others or bound - rho[j] + rho[others[0]] > limit]
    out = [j for j in others if not chosen or bound + rho[j] - rho[chosen[-1]] > limit]
    inside, free = inside + forced, [j for j in free if j not in {*forced, *out}]
    return (inside, free, p) if len(inside) <= p <= len(inside) + len(free) else None


def plan_cost(proof, costs, total):
    """What the plan costs, after it was found to be one that costs what is said."""
    p, n = proof["p"], costs.shape[1]
    head = ("govinnov-placement-proof/1", 1024, "p-median" if total is None else "mclp")
    need((proof["format"], proof["scale"], proof["model"]) == head, "another format, scale or model")
    sites, fixed, banned = (set(proof[name]) for name in ("sites", "fixed", "banned"))
    need(len(proof["sites"]) == len(sites) == p > 0 and sites | fixed | banned <= {*range(1, n + 1)}, "bad sites")
    need(fixed <= sites and not banned & sites, "a fixed site is missing or a banned one chosen")
    cost = int(costs[:, [j - 1 for j in sites]].min(axis=1).sum())
    need(proof["objective"] == (cost if total is None else total - cost), "the sites do not give the objective")
    return cost


def below(at, node, part, children):
    """The parts that must follow a part that stays open: two, or one where the branching site is fixed by now."""
    inside, free, p = part
    need(node["branch"] is not None, f"node {at} is a leaf, but open")
    site = node["branch"] - 1
    for side in (0, 1) if site in free else (int(site in inside),):
        need((at, side) in children, f"a child of node {at} is missing")
        yield children[at, side], (inside + [site] * (side and site in free), [j for j in free if j != site], p)


def prove(proof, costs, total):
    """Replay the tree; it ends the program unless every part is closed."""
    cost, nodes, (m, n), p = plan_cost(proof, costs, total), proof["nodes"], costs.shape, proof["p"]
    first = int(all(node["parent"] for node in nodes))  # parents are counted from 0, or by some from 1
    children = {(node["parent"] - first, node["side"]): at for at, node in enumerate(nodes) if at}
    free = sorted({*range(1, n + 1)} - {*proof["fixed"], *proof["banned"]})
    stack = [(0, ([j - 1 for j in proof["fixed"]], [j - 1 for j in free], p))]
    while stack:
        at, part = stack.pop()
        u = np.array(nodes[at]["u"], dtype=np.int64)
        small = max(abs(u.astype(float)).max(), 1024.0 * costs.max()) * m * n < 2**62
        need(u.shape == (m,) and small, "multipliers are not one for each row, or numbers too large to be added")
        part = narrowed(costs, part, u, 1024 * (cost - 1))
        if part and p in (len(part[0]), len(part[0]) + len(part[1])):
            need(costs[:, part[0] + part[1] * (p > len(part[0]))].min(axis=1).sum() >= cost, "a better plan exists")
        elif part:
            stack.extend(below(at, nodes[at], part, children))


if __name__ == "__main__":
    certificate, model, file, *radius = (Path(word) for word in sys.argv[1:] if word != "--radius")
    proof = json.loads((gzip.open if certificate.suffix == ".gz" else open)(certificate, "rb").read())
    need(proof["problem_sha256"] == hashlib.sha256(file.read_bytes()).hexdigest(), "it is of another problem")
    prove(proof, *(mclp(file, str(*radius)) if str(model) == "--mclp" else pmed(file)))
    print("valid")
