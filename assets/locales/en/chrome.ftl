# The bars, the status line and the overlays: what is the same on every screen.

app-name = fiveply
screen-funnel = Funnel
screen-pipeline = Pipeline
link-live = live
link-behind = behind
link-keeping = snapshot { $percent }
link-cut = cut off
role-rep = rep
role-marketer = marketing
role-manager = manager
role-admin = admin

# The filter line

filter-placeholder = press / to filter
filter-example = source:fair,webinar temp:warm
summary-leads =
    { $count ->
        [one] { $shown } of { $total } lead
       *[other] { $shown } of { $total } leads
    }
summary-range = { $count } marked …
ask-mark-all = Mark all { $count } leads?
summary-marked = { $count } marked

# The status line

status-reading = reading …
status-copied = copied: { $text }
status-no-key = { $key } means nothing here; ? shows all keys
status-no-key-near = { $key } means nothing here; { $near } is: { $what }
status-no-key-here = { $key } holds { $place }: { $what }
status-paste-nowhere = nothing to paste into; press / first to paste a filter

# Overlays

palette-title = What would you like to do?
help-title = Keys
chooser-placeholder = type to narrow down
chooser-nothing = nothing fits
confirm-yes = yes
confirm-no = no
ask-lose =
    { $count ->
        [one] Why was it lost?
       *[other] Why were these { $count } leads lost?
    }
ask-park =
    { $count ->
        [one] Until when does it wait?
       *[other] Until when do these { $count } leads wait?
    }
ask-feedback =
    { $count ->
        [one] What do you say about this lead?
       *[other] What do you say about these { $count } leads?
    }
ask-next-step =
    { $count ->
        [one] What is done next, and when?
       *[other] What is done next for these { $count } leads, and when?
    }
ask-assign =
    { $count ->
        [one] Who gets this lead?
       *[other] Who gets these { $count } leads?
    }
ask-back =
    { $count ->
        [one] Move one lead back?
       *[other] Move { $count } leads back?
    }
ask-forward =
    { $count ->
        [one] Move one lead forward?
       *[other] Move { $count } leads forward?
    }
ask-move-to =
    { $count ->
        [one] Move one lead to { $layer }?
       *[other] Move { $count } leads to { $layer }?
    }
ask-wake =
    { $count ->
        [one] Wake one lead?
       *[other] Wake { $count } leads?
    }
ask-reopen =
    { $count ->
        [one] Reopen one lead?
       *[other] Reopen { $count } leads?
    }
ask-win =
    { $count ->
        [one] Mark one lead as won?
       *[other] Mark { $count } leads as won?
    }
ask-left-out =
    { $left ->
        [one] one of { $all } marked can’t
       *[other] { $left } of { $all } marked can’t
    }
ask-hidden =
    { $hidden ->
        [one] one is out of sight
       *[other] { $hidden } are out of sight
    }
example-lose = bought elsewhere for less
example-park = 2027-03-01
example-feedback = decision maker reached
example-next-step = call back 2026-12-01
ask-period = Which period do the conversions count?
