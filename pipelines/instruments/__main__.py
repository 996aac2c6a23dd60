"""Write every questionnaire as an XLSForm into data/instruments: `python -m pipelines.instruments`."""

from __future__ import annotations

from pipelines.instruments import FOLDER, forms
from pipelines.instruments.xlsform import write_form

if __name__ == "__main__":
    for form in forms():
        write_form(form, FOLDER / f"{form.id}.xlsx")
