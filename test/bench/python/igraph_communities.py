"""python-igraph: building the graph, and its Leiden or multilevel communities, one run a seed."""
import random

import igraph
import numpy

from bench import answer, edges_once, read_csr, read_plan, timed, write_labels

plan = read_plan()
offsets, targets = read_csr(plan)


def build():
    pairs = numpy.column_stack(edges_once(offsets, targets)).astype(numpy.int64)
    return igraph.Graph(n=len(offsets) - 1, edges=pairs)


def communities(seed):
    random.seed(seed)
    if plan["method"] == "multilevel":
        return graph.community_multilevel(resolution=plan["resolution"])
    resolution = {resolution_name: plan["resolution"]}
    return graph.community_leiden(objective_function="modularity", n_iterations=plan["iterations"], **resolution)


# The parameter has had two names.
leiden = igraph.Graph.community_leiden
names = leiden.__code__.co_varnames if hasattr(leiden, "__code__") else ()
resolution_name = "resolution" if "resolution" in names else "resolution_parameter"

graph, build_ms = timed(build)
results = [timed(lambda seed=seed: communities(seed)) for seed in plan["seeds"]]
write_labels(plan, [found.membership for found, _ in results])
answer(buildMs=build_ms, times=[ms for _, ms in results])
