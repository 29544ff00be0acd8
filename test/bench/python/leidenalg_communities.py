"""leidenalg, the reference implementation of the Leiden algorithm, on a graph of igraph; one run a seed."""
import igraph
import leidenalg
import numpy

from bench import answer, edges_once, read_csr, read_plan, timed, write_labels

plan = read_plan()
offsets, targets = read_csr(plan)
graph, build_ms = timed(
    lambda: igraph.Graph(
        n=len(offsets) - 1, edges=numpy.column_stack(edges_once(offsets, targets)).astype(numpy.int64)
    )
)


def communities(seed):
    return leidenalg.find_partition(
        graph,
        leidenalg.RBConfigurationVertexPartition,
        resolution_parameter=plan["resolution"],
        n_iterations=plan["iterations"],
        seed=seed,
    )


results = [timed(lambda seed=seed: communities(seed)) for seed in plan["seeds"]]
write_labels(plan, [found.membership for found, _ in results])
answer(buildMs=build_ms, times=[ms for _, ms in results])
