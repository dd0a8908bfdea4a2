# SPDX-License-Identifier: Apache-2.0
"""Lists of plans: how tasks wait for each other and what holds their dates."""

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.catalogue.lists import item, listed

PLAN_LISTS = (
    listed(
        "task.scheduling",
        N_("How a task gets its dates"),
        item("links", N_("By its links"), "auto;automatic;auto scheduled;automatically scheduled"),
        item("dates", N_("Its own dates"), "manual;manually scheduled;fixed;pinned"),
    ),
    listed(
        "task.constraint",
        N_("Condition on a task's dates"),
        item("asap", N_("As soon as possible"), "ASAP"),
        item("alap", N_("As late as possible"), "ALAP"),
        item("must_start_on", N_("Must start on"), "MSO;mandatory start"),
        item("must_finish_on", N_("Must finish on"), "MFO;mandatory finish"),
        item("start_no_earlier", N_("Start no earlier than"), "SNET;start on or after"),
        item("start_no_later", N_("Start no later than"), "SNLT;start on or before"),
        item("finish_no_earlier", N_("Finish no earlier than"), "FNET;finish on or after"),
        item("finish_no_later", N_("Finish no later than"), "FNLT;finish on or before"),
    ),
    listed(
        "task.conflict",
        N_("What a task's dates come up against"),
        item("links", N_("Its links")),
        item("constraint", N_("Its condition")),
        item("deadline", N_("Its deadline")),
        item("summary", N_("A date of the summary it lies in")),
        item("early", N_("Its tasks are done too early")),
        item("project", N_("The end its project must keep")),
        item("later", N_("A date that a later task must keep")),
    ),
    listed(
        "link.kind",
        N_("Kind of link"),
        item("fs", N_("Finish to start"), "FS;finish-start;ES;EA"),
        item("ss", N_("Start to start"), "SS;start-start;AA"),
        item("ff", N_("Finish to finish"), "FF;finish-finish;EE"),
        item("sf", N_("Start to finish"), "SF;start-finish;AE"),
    ),
    listed(
        "link.lag_kind",
        N_("How a lag is counted"),
        item("working", N_("Working days"), "days;d"),
        item("elapsed", N_("Elapsed days"), "calendar days;ed;elapsed"),
        item("percent", N_("Percent of the task before"), "%"),
    ),
    listed(
        "calendar.holidays",
        N_("Public holidays"),
        item("england_and_wales", N_("England and Wales"), "England;Wales"),
        item("scotland", N_("Scotland")),
        item("northern_ireland", N_("Northern Ireland")),
        item("none", N_("None")),
    ),
    listed(
        "baseline.kind",
        N_("Kind of baseline"),
        item("agreed", N_("Agreed"), "approved"),
        item("received", N_("As received")),
        item("working", N_("For comparison"), "what-if;draft"),
    ),
    listed(
        "milestone.task_date",
        N_("Date of the task that a milestone follows"),
        item("finish", N_("Its finish"), "end"),
        item("start", N_("Its start"), "begin"),
    ),
    listed(
        "resource.kind",
        N_("Kind of resource"),
        item("work", N_("People and machines"), "work;labor;labour;nonlabor;equipment"),
        item("material", N_("Material")),
        item("cost", N_("Cost")),
    ),
    listed(
        "dependency.rests_on",
        N_("What the receiver plans on"),
        item("promise", N_("The promised date"), "frozen;fixed"),
        item("plan", N_("The giver's plan"), "live;linked"),
    ),
)
