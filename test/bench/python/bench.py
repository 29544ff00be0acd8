"""What every script shares: the plan it is given, the arrays, the clock and the answer. Plans and answers are JSON."""
import json
import sys
import time

import numpy


def read_plan():
    return json.loads(sys.argv[1])


def read_csr(plan):
    """offsets of length order + 1, targets: little-endian unsigned 32-bit numbers, as Node writes its typed arrays."""
    return numpy.fromfile(plan["offsets"], dtype="<u4"), numpy.fromfile(plan["targets"], dtype="<u4")


def edges_once(offsets, targets):
    """Both ends of each edge of a symmetric CSR, the smaller first."""
    sources = numpy.repeat(numpy.arange(len(offsets) - 1, dtype=numpy.uint32), numpy.diff(offsets))
    once = sources < targets
    return sources[once], targets[once]


def timed(work):
    begin = time.perf_counter()
    result = work()
    return result, (time.perf_counter() - begin) * 1000


def write_labels(plan, labels):
    """The communities of each run, one after the other."""
    with open(plan["labels"], "wb") as file:
        for of_run in labels:
            numpy.asarray(of_run, dtype="<u4").tofile(file)


def answer(**fields):
    print(json.dumps({**fields, "rssMb": peak_rss_mb()}))


def peak_rss_mb():
    try:
        with open("/proc/self/status", encoding="ascii") as status:
            return round(next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024)
    except OSError:
        return None
