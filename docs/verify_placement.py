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


def pmed(path, banned=()):
    """Distances of all vertices to each site that is not banned."""
    (n, m, _), *rows = (list(map(int, row)) for row in words(path))
    near = np.full((n, n), 2**30 - 1, dtype=np.int32)
    for a, b, cost in rows[:m]:
        near[a - 1, b - 1] = near[b - 1, a - 1] = cost
    np.fill_diagonal(near, 0)
    [np.minimum(near, near[:, k, None] + near[k], out=near) for k in range(n)]
    return {j: near[:, j - 1].astype(np.int64) for j in range(1, n + 1) if j not in banned}, None


def mclp(path, radius, banned=()):
    """0 where a site covers a row, else the row's weight; points with the same covering sites are one row."""
    rows = (lines := words(path))[lines[0][0] == str(len(lines) - 1) :]  # a first line that counts the others is none
    numbers = [Decimal(radius), *(Decimal(word) for row in rows for word in row[:2])]
    places = max(0, *(-number.as_tuple().exponent for number in numbers))
    reach, *flat = (int(number.scaleb(places)) for number in numbers)
    (x, y), groups, first = np.array([flat[0::2], flat[1::2]], dtype=np.int64), {}, []
    free = [j for j in range(1, len(x) + 1) if j not in banned]
    for i, row in enumerate(rows):
        square = (x - x[i]).astype(float) ** 2 + (y - y[i]).astype(float) ** 2
        covers = square <= float(reach**2)
        for j in np.flatnonzero(abs(square - float(reach**2)) <= 1e-9 * float(reach**2)):
            covers[j] = int(x[j] - x[i]) ** 2 + int(y[j] - y[i]) ** 2 <= reach**2
        if (group := np.packbits(covers).tobytes()) not in groups:
            first.append(covers[np.array(free) - 1])
        groups[group] = groups.get(group, 0) + int(Decimal(row[2]))
    weights = np.array([*groups.values()])
    return {j: np.where(covers, 0, weights) for j, covers in zip(free, np.array(first).T, strict=True)}, weights.sum()


def narrowed(costs, part, u, limit):
    """Close a part (None), or fix the sites that its bound fixes. A part: sites in, sites free, sites of a plan."""
    (inside, free, p), k = part, part[2] - len(part[0])
    rho = {j: np.minimum(0, 1024 * costs[j] - u).sum() for j in inside + free}
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
    p, sites, fixed = proof["p"], {*proof["sites"]}, {*proof["fixed"]}
    head = ("govinnov-placement-proof/1", 1024, "p-median" if total is None else "mclp")
    need((proof["format"], proof["scale"], proof["model"]) == head, "another format, scale or model")
    told = sorted(sites) == proof["sites"] and len(sites) == p > 0 and len(fixed) == len(proof["fixed"])
    need(told and fixed <= sites <= {*costs}, "sites are repeated, missing, banned or unknown")
    cost = int(np.min([costs[j] for j in sites], axis=0).sum())
    need(proof["objective"] == (cost if total is None else total - cost), "the sites do not give the objective")
    return cost


def below(at, node, part, children):
    """The parts that must follow a part that stays open: two, or one where the branching site is fixed by now."""
    (inside, free, p), site = part, node["branch"]
    need(site is not None, f"node {at} is a leaf, but open")
    for side in (0, 1) if site in free else (int(site in inside),):
        need((at, side) in children, f"a child of node {at} is missing")
        yield children[at, side], (inside + [site] * (side and site in free), [j for j in free if j != site], p)


def prove(proof, costs, total):
    """Replay the tree; it ends the program unless every part is closed."""
    cost, nodes, p, inside = plan_cost(proof, costs, total), proof["nodes"], proof["p"], proof["fixed"]
    first = int(all(node["parent"] for node in nodes))  # parents are counted from 0, or by some from 1
    children = {(node["parent"] - first, node["side"]): at for at, node in enumerate(nodes) if at}
    stack = [(0, (inside, [j for j in costs if j not in inside], p))]
    most, rows = 1024.0 * np.max([*costs.values()]), len(costs[proof["sites"][0]])
    while stack:
        at, part = stack.pop()
        u = np.array(nodes[at]["u"], dtype=np.int64)
        greatest = max(abs(u.astype(float)).max(), most) * rows * len(costs)
        need(len(u) == rows and greatest < 2**62, "multipliers are not one for each row, or too large to be added")
        part = narrowed(costs, part, u, 1024 * (cost - 1))
        if part and p in (len(part[0]), len(part[0]) + len(part[1])):
            only = part[0] + part[1] * (p > len(part[0]))
            need(np.min([costs[j] for j in only], axis=0).sum() >= cost, "a better plan exists")
        elif part:
            stack.extend(below(at, nodes[at], part, children))


if __name__ == "__main__":
    sys.excepthook = lambda _, error, __: print(f"not valid: it can't be read or followed: {error!r}", file=sys.stderr)
    certificate, model, file, *radius = (Path(word) for word in sys.argv[1:] if word != "--radius")
    proof = json.loads((gzip.open if certificate.suffix == ".gz" else open)(certificate, "rb").read())
    need(proof["problem_sha256"] == hashlib.sha256(file.read_bytes()).hexdigest(), "it is of another problem")
    prove(proof, *(mclp if str(model) == "--mclp" else pmed)(file, *map(str, radius), {*proof["banned"]}))
    print("valid")
