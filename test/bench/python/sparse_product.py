"""scipy: every node's sum over its row, or the sum of some rows, which is a blocklist for everybody and a two-hop count."""
import numpy
import scipy.sparse

from bench import answer, read_csr, read_plan, timed

plan = read_plan()
offsets, targets = read_csr(plan)
order = len(offsets) - 1
kind = numpy.dtype(plan["precision"])
matrix = scipy.sparse.csr_matrix(
    (numpy.ones(len(targets), dtype=kind), targets.astype(numpy.int32), offsets.astype(numpy.int64)),
    shape=(order, order),
)
if plan["rows"] is None:
    weights = numpy.arange(order).astype(kind)
    work = lambda: matrix @ weights
else:
    rows = numpy.array(plan["rows"], dtype=numpy.int64)
    chosen = scipy.sparse.csr_matrix((numpy.ones(len(rows), dtype=kind), (numpy.zeros_like(rows), rows)), shape=(1, order))
    work = lambda: chosen @ matrix
work()
results = [timed(work) for _ in range(plan["runs"])]
answer(times=[ms for _, ms in results], sum=float(results[0][0].sum()))
