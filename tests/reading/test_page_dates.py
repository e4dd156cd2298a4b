from __future__ import annotations

import pytest

from detente.reading.dates import iso_date

GOOD = [
    ("2021", "2021"),
    ("2021-06", "2021-06"),
    ("2021-06-04", "2021-06-04"),
    ("2021-06-04T10:00:00+02:00", "2021-06-04"),
    ("2021-06-04 10:00", "2021-06-04"),
    ("20210604", "2021-06-04"),
    ("2021/6/4", "2021-06-04"),
    ("14/06/2021", "2021-06-14"),
    ("6/14/2021", "2021-06-14"),
    ("4 June 2021", "2021-06-04"),
    ("June 4, 2021", "2021-06-04"),
    ("Sept. 4, 2021", "2021-09-04"),
    ("Fri, 4 Jun 2021 10:00:00 GMT", "2021-06-04"),
    ("3rd of May 2019", "2019-05-03"),
    ("June 2021", "2021-06"),
    ("04.06.2021", "2021-06-04"),
    ("1622800000", "2021-06-04"),
    ("1622800000000", "2021-06-04"),
    ("978307200.0", "2001-01-01"),
    ("20210604103000", "2021-06-04"),
]


@pytest.mark.parametrize(("written", "iso"), GOOD)
def test_dates_become_iso(written: str, iso: str) -> None:
    assert iso_date(written) == iso


@pytest.mark.parametrize(
    "written", ["", "yesterday", "04/06/2021", "2021-13-01", "2021-02-30", "31 June 2021", "12", "12345678", "99-99-99"]
)
def test_unclear_dates_are_refused(written: str) -> None:
    with pytest.raises(ValueError):
        iso_date(written)
