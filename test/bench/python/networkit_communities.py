"""NetworKit: its parallel Leiden, or its parallel Louvain with refinement (PLM), one run a seed, on so many threads."""
import networkit
import numpy

from bench import answer, edges_once, read_csr, read_plan, timed, write_labels

plan = read_plan()
offsets, targets = read_csr(plan)
networkit.setNumberOfThreads(plan["threads"])


def build():
    sources, ends = edges_once(offsets, targets)
    pair = (sources.astype(numpy.uint64), ends.astype(numpy.uint64))
    return networkit.GraphFromCoo(pair, n=len(offsets) - 1, directed=False, weighted=False)


def communities(seed):
    networkit.setSeed(seed, True)
    if plan["method"] == "plm":
        detector = networkit.community.PLM(graph, refine=True, gamma=plan["resolution"])
    else:
        detector = networkit.community.ParallelLeiden(graph, iterations=plan["iterations"], gamma=plan["resolution"])
    return detector.run().getPartition()


graph, build_ms = timed(build)
results = [timed(lambda seed=seed: communities(seed)) for seed in plan["seeds"]]
write_labels(plan, [found.getVector() for found, _ in results])
answer(buildMs=build_ms, times=[ms for _, ms in results])
