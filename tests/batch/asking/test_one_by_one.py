"""Questions of a batch that are asked one by one."""

from tests.batch.asking.desk import Out


def test_every_file_is_asked_about_once(out: Out) -> None:
    told = out.run()
    assert told.outcomes == ["reviewed"] * 3
    assert told.why == [""] * 3
    assert len(out.service.bodies) == len(set(out.service.bodies)) == 3
    assert [row.result.judged[0].reviewer for row in told.rows] == ["claude"] * 3
