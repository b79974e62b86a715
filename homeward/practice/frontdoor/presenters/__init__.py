"""The front door in plain words."""

from homeward.practice.frontdoor.presenters.concern import (
    STAGES,
    STEPS_APART,
    Shown,
    answer_row,
    apart_stage_shown,
    before_rows,
    cards,
    child_rows,
    clock_shown,
    concern_title,
    said_rows,
    stage_shown,
    summary_rows,
    told_by,
)
from homeward.practice.frontdoor.presenters.queue import (
    again_notes,
    apart_table,
    queue_table,
    robot_lines,
    workload_table,
)
from homeward.practice.frontdoor.presenters.telling import asked_of_agency, heard_by_anyone, told_line

__all__ = [
    "STAGES",
    "STEPS_APART",
    "Shown",
    "again_notes",
    "answer_row",
    "apart_stage_shown",
    "apart_table",
    "asked_of_agency",
    "before_rows",
    "cards",
    "clock_shown",
    "child_rows",
    "concern_title",
    "heard_by_anyone",
    "queue_table",
    "robot_lines",
    "said_rows",
    "stage_shown",
    "summary_rows",
    "told_by",
    "told_line",
    "workload_table",
]
