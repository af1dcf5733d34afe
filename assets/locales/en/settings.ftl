# The workspace's definitions and users.

screen-settings = Settings
context-settings = on the settings
act-go-settings = to the settings
act-section-before = to the section above
act-section-after = to the section below
hint-section = section
act-setting-add = one more on this list
act-setting-retire = offer it no more, or offer it again
act-setting-lower = one place down
act-setting-raise = one place up
hint-setting-add = add
hint-setting-retire = retire
hint-setting-order = order
hint-setting-edit = edit
why-setting-fixed = this list has its fixed lines
why-setting-no-line = nothing is in this list yet
why-setting-in-use = leads keep what was said of them: it can be renamed or put elsewhere, not taken away
setting-ask-add = What is it called?
setting-field-code = name
setting-part-general = general
setting-part-layers = layers
setting-part-milestones = milestones
setting-part-reasons = reasons of losses
setting-part-verdicts = verdicts
setting-part-channels = channels
setting-part-returns = reasons of returns
setting-part-sla = times and calendar
setting-part-users = teams and users
setting-name = name
setting-zone = time zone
setting-currency = currency
setting-stuck = stuck from percentile
setting-odds = odds in %
setting-layer = layer
setting-offered = offered
setting-role = role
setting-team = team
setting-manager = manager
setting-office = office
setting-accept = accept within hours
setting-feedback = first word within days
setting-workdays = workdays
setting-from = work begins at
setting-to = work ends at
setting-retired = offered no more
setting-yes = yes
setting-no = no
setting-count = { $count } lines
act-setting-remove = take it off the list, if nothing uses it
why-setting-used = leads speak of it: retire it with x, and they keep it
why-setting-user = a user stays, for what they did is theirs; change the name or the role
setting-used = used by { $number } { $count ->
    [one] lead
   *[other] leads
}
refused-still-used = { $code } is still used by { $count ->
    [one] one record
   *[other] { $count } records
}: retire it instead, and they keep it
setting-no-team = without a team
setting-team-users = { $number } { $count ->
    [one] user
   *[other] users
}
setting-team-leads = { $number } open { $count ->
    [one] lead
   *[other] leads
}
setting-ask-team = Which team for { $name }?
act-setting-team = into another team, or a new one
hint-setting-team = team
why-setting-team = a team is there as long as somebody is in it: rename it with Enter, or move its users with m
why-setting-no-team = teams and their users stand only under “teams and users”
setting-language = your language
setting-theme = your theme
setting-fault-no-such = { $list }: there is no { $what }
setting-fault-already = { $list }: there is a { $code } already
setting-fault-number = { $typed } is no whole number from 0 to { $most }
setting-fault-yes-no = { $typed } is neither yes nor no
setting-fault-zone = { $typed } is no time zone; write one such as Europe/Warsaw or Asia/Shanghai
setting-fault-layers = all five layers must be there, once and in their order
setting-fault-odds = { $layer }: odds go from 0 to 100 percent
setting-fault-currency = { $typed } is no currency; give its ISO code, such as EUR
setting-fault-none-offered = { $list }: at least one must be offered
setting-fault-no-code = { $list }: it needs a name
setting-fault-twice = { $list }: { $code } is there twice
setting-fault-ids = milestones need different numbers from 0 to 63
setting-fault-workday = at least one day of the week must be a working day
setting-fault-hours = work must end after it begins, and at 24 at the latest
refused-stopped = stopped; nothing was kept
refused-store-full = the disk is full: nothing of this change was kept; make room and try again
refused-store-busy = somebody else is writing (an import?): nothing of this change was kept; try again
refused-store-read-only = the file can be read but not written
refused-not-yours = change { $number } is somebody else’s; only its author can take it back
refused-undone-already = change { $number } was taken back already, by change { $by }
refused-no-such-change = there is no change { $number }
setting-about-general = Company-wide: what sums are in, from when days are counted, when a lead counts as stuck. The last two lines are yours alone.
setting-about-layers = The playbook’s odds: the assumed chance that a lead in this layer becomes a deal. The funnel shows them beside what was measured.
setting-about-milestones = What must be true inside a layer. A lead may move without them; the move is marked.
setting-about-reasons = What whoever closes a lead as lost chooses from. Reports count by them.
setting-about-verdicts = What sales can say about a lead with one key. Marketing reads it by segment and source.
setting-about-channels = How a contact was made: what touches are counted by.
setting-about-returns = Why a rep may give a lead back to whoever handed it over.
setting-about-sla = Within which time a handed-over lead is accepted and gets its first word, in working hours of these days.
setting-about-users = Who works here, by team. What a user did stays theirs.
setting-part-agenda = agenda of the meeting
setting-part-targets = targets
setting-part-capacity = capacity
setting-minutes = minutes
setting-minutes-said = { $minutes } min
setting-amount = amount
setting-leads-rep = open leads for a rep
setting-weeks-back = weeks from which it is told what comes
setting-fault-target = { $typed } is no month and no quarter; write such as 2026-q4, 2026-11 or 2026-q4-usd
setting-field-target = month or quarter
example-target = 2026-q4, 2026-11, 2026-q4-usd
setting-ask-target = What is to be won?
setting-about-agenda = The pages of the meeting, in their order, each with its minutes. A page that is retired is not shown.
setting-about-targets = What is to be won in a month or a quarter. The meeting holds what was won and what is expected against it.
setting-about-capacity = How many open leads a rep can work at once, and from how many weeks it is told what comes in one.
