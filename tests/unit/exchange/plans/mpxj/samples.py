# SPDX-License-Identifier: Apache-2.0
"""Small plans of our own making in formats that only MPXJ reads, or that show what it adds."""


def _table(name: str, *rows: str) -> str:
    header, *lines = (row.replace(" | ", "\t") for row in rows)
    return "\n".join((f"%T\t{name}", f"%F\t{header}", *(f"%R\t{line}" for line in lines))) + "\n"


TWO_PROJECTS = (
    "ERMHDR\t19.12\t2026-04-01\tProject\tadmin\tOffice\tdb\tProject Management\tGBP\n"
    + _table(
        "PROJECT",
        "proj_id | proj_short_name | export_flag | plan_start_date | last_recalc_date | clndr_id",
        "100 | BRIDGE | Y | 2026-04-01 08:00 | 2026-04-01 08:00 | 1",
        "200 | TUNNEL | Y | 2026-05-01 08:00 | 2026-05-01 08:00 | 1",
    )
    + _table(
        "CALENDAR",
        "clndr_id | default_flag | clndr_name | clndr_type | day_hr_cnt | week_hr_cnt | clndr_data",
        "1 | Y | Five days | CA_Base | 8 | 40 | ",
    )
    + _table(
        "PROJWBS",
        "wbs_id | proj_id | seq_num | proj_node_flag | wbs_short_name | wbs_name | parent_wbs_id",
        "10 | 100 | 1 | Y | BRIDGE | New bridge | ",
        "20 | 200 | 1 | Y | TUNNEL | New tunnel | ",
    )
    + _table("RSRC", "rsrc_id | rsrc_name | rsrc_short_name | rsrc_type", "7 | Crew | CREW | RT_Labor")
    + _table(
        "ACTVTYPE",
        "actv_code_type_id | actv_code_type | actv_code_type_scope",
        "5 | Phase | AS_Global",
    )
    + _table(
        "ACTVCODE",
        "actv_code_id | actv_code_type_id | actv_code_name | short_name | seq_num",
        "51 | 5 | Enabling works | EW | 1",
    )
    + _table(
        "TASK",
        "task_id | proj_id | wbs_id | clndr_id | task_code | task_name | task_type | status_code"
        " | target_drtn_hr_cnt | remain_drtn_hr_cnt | target_start_date | target_end_date | early_start_date"
        " | early_end_date | cstr_type | cstr_date | cstr_type2 | cstr_date2 | guid",
        "5000001 | 100 | 10 | 1 | A100 | Piling | TT_Task | TK_NotStart | 40 | 40 | 2026-04-01 08:00"
        " | 2026-04-07 16:00 | 2026-04-01 08:00 | 2026-04-07 16:00 | CS_MSOA | 2026-04-01 08:00"
        " | CS_MEOB | 2026-04-10 16:00 | fYkRd2RnLEWLHzHqXyHPUA",
        "5000002 | 100 | 10 | 1 | A200 | Deck | TT_Task | TK_NotStart | 40 | 40 | 2026-04-08 08:00"
        " | 2026-04-14 16:00 | 2026-04-08 08:00 | 2026-04-14 16:00 |  |  |  |  | ",
        "5000003 | 200 | 20 | 1 | T100 | Bore | TT_Task | TK_NotStart | 80 | 80 | 2026-05-01 08:00"
        " | 2026-05-14 16:00 | 2026-05-01 08:00 | 2026-05-14 16:00 |  |  |  |  | ",
    )
    + _table(
        "TASKPRED",
        "task_pred_id | task_id | pred_task_id | proj_id | pred_proj_id | pred_type | lag_hr_cnt",
        "1 | 5000002 | 5000001 | 100 | 100 | PR_FS | 16",
    )
    + _table("TASKACTV", "task_id | actv_code_type_id | actv_code_id | proj_id", "5000001 | 5 | 51 | 100")
    + _table(
        "TASKRSRC",
        "taskrsrc_id | task_id | proj_id | rsrc_id | target_qty | remain_qty | target_qty_per_hr | remain_qty_per_hr"
        " | target_cost | remain_cost | target_start_date | target_end_date | rsrc_type",
        "1 | 5000001 | 100 | 7 | 40 | 40 | 1 | 1 | 1000 | 1000 | 2026-04-01 08:00 | 2026-04-07 16:00 | RT_Labor",
        "2 | 5000001 | 100 | 7 | 20 | 20 | 0.5 | 0.5 | 500 | 500 | 2026-04-01 08:00 | 2026-04-07 16:00 | RT_Labor",
    )
    + "%E\n"
)
"""An .xer of two projects: a second constraint, an activity code, and a crew that is on one task twice."""

_PADDING = "".join(
    f"0,A comment so that the file is long enough to be known for what it is: {n}\n" for n in range(8)
)


def mpx(name: str, code_page: str = "ANSI", notes: str = "") -> str:
    """An .mpx of two tasks, the second after the first; the first is called `name`."""
    return (
        f"MPX,Office,4.0,{code_page}\n{_PADDING}"
        '10,£,1,2,",",.\n11,2,0,1,8.00,40.00,£0.00/h,£0.00/h,0,0\n12,1,1,480,/,:,am,pm,0,0\n'
        "20,Standard,0,1,1,1,1,1,0\n25,2,08:00,12:00,13:00,17:00\n25,3,08:00,12:00,13:00,17:00\n"
        "25,4,08:00,12:00,13:00,17:00\n25,5,08:00,12:00,13:00,17:00\n25,6,08:00,12:00,13:00,17:00\n"
        "30,Footbridge,,,Standard,01/04/26,07/04/26\n"
        "60,ID,Unique ID,Name,Duration,Outline Level,Predecessors,Start,Finish\n61,90,98,1,40,3,70,50,51\n"
        f"70,1,1,{name},2d,1,,01/04/26,02/04/26\n"
        f"71,{notes or 'None'}\n"
        "70,2,2,Deck,3d,1,1FS+1d,06/04/26,08/04/26\n"
    )
