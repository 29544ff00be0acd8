"""Leiden by igraph on a graph written as two raw files of uint32: what our own is held against.

leiden.py FOLDER ITERATIONS RESOLUTION... reads FOLDER/offsets.bin and FOLDER/targets.bin, symmetric rows, and prints one
line of JSON a resolution: seconds without building the graph, modularity at that resolution, and the community of each
node, also into FOLDER/igraph-RESOLUTION.bin.
"""
import json
import random
import sys
import time

import igraph
import numpy


def main(folder, iterations, resolutions):
    offsets = numpy.fromfile(f"{folder}/offsets.bin", dtype=numpy.uint32)
    targets = numpy.fromfile(f"{folder}/targets.bin", dtype=numpy.uint32)
    order = len(offsets) - 1
    sources = numpy.repeat(numpy.arange(order, dtype=numpy.uint32), numpy.diff(offsets))
    once = sources < targets
    graph = igraph.Graph(n=order, edges=numpy.column_stack([sources[once], targets[once]]))
    degrees = numpy.diff(offsets).astype(float)
    for resolution in resolutions:
        random.seed(1)
        begin = time.perf_counter()
        found = graph.community_leiden(
            objective_function="modularity", resolution_parameter=float(resolution), n_iterations=iterations
        )
        seconds = time.perf_counter() - begin
        labels = numpy.array(found.membership, dtype=numpy.uint32)
        labels.tofile(f"{folder}/igraph-{resolution}.bin")
        within = (labels[sources] == labels[targets]).sum() / len(targets)
        expected = ((numpy.bincount(labels, weights=degrees) / len(targets)) ** 2).sum()
        modularity = within - float(resolution) * expected
        print(json.dumps({"resolution": resolution, "seconds": seconds, "modularity": modularity, "count": len(found)}))


main(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
