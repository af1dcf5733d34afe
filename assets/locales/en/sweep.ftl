# The same done to all that is selected.

act-sweep = change what is marked, or all that is selected: assign, tag, park …
hint-sweep = all
sweep-title =
    { $count ->
        [one] With the one lead that is selected
       *[other] With all { $leads } that are selected
    }
sweep-title-accounts =
    { $count ->
        [one] With the one account that is selected, or its { $leads }
       *[other] With all { $accounts } that are selected, or their { $leads }
    }
sweep-assign = Leads: assign to one person
sweep-spread = Leads: spread evenly over a team
sweep-tag = Leads: put a tag on
sweep-untag = Leads: take a tag off
sweep-source = Leads: set the source
sweep-temperature = Leads: set the temperature
sweep-next = Leads: set the next step
sweep-park = Leads: park
sweep-move = Leads: move to a layer
sweep-tag-accounts = Accounts: put a tag on
sweep-untag-accounts = Accounts: take a tag off
sweep-sector = Accounts: set the sector
sweep-class = Accounts: set the expected class
ask-sweep-assign = Assign { $what } to { $to }?
ask-sweep-spread = Spread leads evenly over { $to }? { $what } change hands.
ask-sweep-tag = Put the tag “{ $to }” on { $what }?
ask-sweep-untag = Take the tag “{ $to }” off { $what }?
ask-sweep-source = Set the source of { $what } to “{ $to }”?
ask-sweep-temperature = Set { $what } to “{ $to }”?
ask-sweep-next = Set the next step of { $what }: { $to }?
ask-sweep-park = Park { $what } until { $to }?
ask-sweep-move = Move { $what } to { $to }?
ask-sweep-sector = Set the sector of { $what } to “{ $to }”?
ask-sweep-class = Set the expected class of { $what } to { $to }?
sweep-some-leads = leads
sweep-leads-of = { $leads } of { $accounts }
sweep-same =
    { $count ->
        [one] { $number } is so already and stays
       *[other] { $number } are so already and stay
    }
sweep-cannot = { $number } can’t: { $why }
sweep-cannot-else = { $number } can’t for other reasons
sweep-overtaken =
    { $count ->
        [one] { $number } was changed by { $who } meanwhile and stays
       *[other] { $number } were changed by { $who } and others meanwhile and stay
    }
sweep-nothing = Nothing to change
sweep-done = { $what } changed
sweep-no-day = some day
sweep-team = Team
example-tags = to visit; with commas several
sweep-going = { $percent } % · { $key } stops it, and nothing is kept
sweep-stopped = Stopped; nothing was changed
sweep-failed = Nothing was changed: { $why }
sweep-nobody = Nothing is selected
sweep-program = the program
why-sweeping = all of it is being changed; Esc stops that
why-only-marked = here only marked leads are changed together; the pipeline takes all
head-tags = tags
sweep-hand-over = Leads: hand over to one person, who accepts or returns
ask-sweep-hand-over = Hand { $what } over to { $to }?
sweep-reopen = Leads: reopen what is won or lost
ask-sweep-reopen = Reopen { $what }?
sweep-title-marked =
    { $count ->
        [one] With the one lead that is marked
       *[other] With the { $leads } that are marked
    }
