"""The engine over a Dask cluster gives what the others give, also when a worker is lost."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

pytest.importorskip("distributed")

from cluster import Cluster
from cluster_work import forbidden, squares, troubled

from generator import engine
from generator.engine import Dask, WorkerFailure, no_progress
from generator.errors import ConfigError


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with Cluster(tmp_path_factory.mktemp("cluster"), workers=2) as started:
        yield started


def test_results_come_in_the_order_of_the_items_and_progress_is_shown_to_its_end(cluster: Cluster) -> None:
    items = list(range(20, 0, -1))
    seen = []

    def track(items: Sequence[int]) -> Iterator[int]:
        for item in items:
            seen.append(item)
            yield item
        seen.append(-1)

    results = Dask(scheduler=cluster.address)(squares, items, track)

    assert results == engine.serial(squares, items, no_progress)
    assert seen == [*items, -1]


def test_what_the_work_raises_is_raised(cluster: Cluster) -> None:
    with pytest.raises(ValueError, match="seven"):
        Dask(scheduler=cluster.address)(forbidden, range(20), no_progress)


def test_an_item_that_hangs_or_kills_its_process_fails_with_the_words_of_local_processes(
    cluster: Cluster,
) -> None:
    results = Dask(scheduler=cluster.address, timeout=1)(troubled, range(40), no_progress)

    assert results[3] == [3, WorkerFailure("nothing came of it for 1 seconds")]
    assert results[30] == [30, WorkerFailure("its worker died 2 times")]
    assert all(result == [item, -item] for item, result in enumerate(results) if item not in (3, 30))


def test_a_worker_of_another_version_is_refused(cluster: Cluster) -> None:
    with pytest.raises(ConfigError, match="another version"):
        Dask(scheduler=cluster.address, version=os.getpid)(squares, [1], no_progress)


def test_a_scheduler_that_does_not_answer_is_named_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine.dask, "CONNECT_SECONDS", 0.5)

    with pytest.raises(ConfigError, match=r"no Dask scheduler answers at tcp://127.0.0.1:9.*dask scheduler"):
        Dask(scheduler="tcp://127.0.0.1:9")(squares, [1], no_progress)


def test_a_scheduler_without_workers_is_named_with_the_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine.dask, "WORKER_SECONDS", 0.5)

    with (
        Cluster(tmp_path, workers=0) as cluster,
        pytest.raises(ConfigError, match=r"has no workers.*dask worker tcp://"),
    ):
        Dask(scheduler=cluster.address)(squares, [1], no_progress)


def test_dask_that_is_not_installed_is_named_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)

    with pytest.raises(ConfigError, match=r"pip install 'briefing-generator\[cluster\]'"):
        Dask(scheduler="tcp://127.0.0.1:9")(squares, [1], no_progress)


def test_nothing_to_do_needs_no_cluster() -> None:
    assert Dask(scheduler="tcp://127.0.0.1:9")(squares, [], no_progress) == []


def test_a_worker_that_is_killed_midway_is_survived(cluster: Cluster) -> None:
    """The last test: it takes a worker from the others."""
    items = list(range(40))

    def kill_a_worker(items: Sequence[int]) -> Iterator[int]:
        cluster.workers[0].kill()
        yield from items

    results = Dask(scheduler=cluster.address)(squares, items, kill_a_worker)

    assert results == engine.serial(squares, items, no_progress)
