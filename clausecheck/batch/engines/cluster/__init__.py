"""Several machines: one of them hands out the files, and each reviews as many at a time as it has cores."""

from clausecheck.batch.engines.cluster.engine import Cluster

__all__ = ["Cluster"]
