#!/usr/bin/env python3
"""Counts visible /24s of a table in the text form of `bgpdump -m`, independently of the engine.

usage: visible.py THRESHOLD FILE.gz

A peer with at least THRESHOLD prefixes is a witness; a prefix of /8 to /24 is visible when at least half of the witnesses have it,
with every origin that one of them tells; a /24 counts for the origins of the longest visible prefix that it lies in. Prints
`P prefix origins` for each visible prefix and `O origin count` for each origin.
"""
import array
import collections
import gzip
import sys

threshold, file = int(sys.argv[1]), sys.argv[2]

routes = collections.defaultdict(dict)
with gzip.open(file, "rt", encoding="ascii", errors="replace") as lines:
    for line in lines:
        fields = line.split("|")
        path = fields[6].split()
        origins = frozenset(int(asn) for asn in path[-1].strip("{}").split(",")) if path else frozenset()
        routes[(fields[3], fields[4])][fields[5]] = origins

witnesses = [table for table in routes.values() if sum(":" not in prefix for prefix in table) >= threshold]

holders = collections.Counter()
origins_of = collections.defaultdict(set)
for table in witnesses:
    for prefix, origins in table.items():
        address, length = prefix.split("/")
        if ":" not in address and 8 <= int(length) <= 24:
            holders[prefix] += 1
            origins_of[prefix] |= origins

visible = sorted((p for p in holders if 2 * holders[p] >= len(witnesses)), key=lambda p: int(p.split("/")[1]))

best = array.array("i", [-1]) * (1 << 24)
for number, prefix in enumerate(visible):
    address, length = prefix.split("/")
    a, b, c, _ = (int(octet) for octet in address.split("."))
    start, units = (a << 16) | (b << 8) | c, 1 << (24 - int(length))
    best[start : start + units] = array.array("i", [number]) * units

counts = collections.Counter()
for number, units in collections.Counter(best).items():
    if number >= 0:
        for origin in origins_of[visible[number]]:
            counts[origin] += units

for prefix in visible:
    print("P", prefix, ",".join(str(origin) for origin in sorted(origins_of[prefix])))
for origin, count in counts.items():
    print("O", origin, count)
