# What was done, what was refused, and what is asked then.

status-open = open
no-such-day = “{ $given }” is no day; write 2026-12-01, tomorrow or 2w
next-only-day = “{ $given }” is only the day; write what is to be done, too

refused-closed = it is { $status }; reopen it first
refused-there = it is in { $layer } already
refused-below = there is no layer below { $layer }; win it or lose it
refused-above = there is no layer above { $layer }; park it or lose it
refused-not-parked = it is not parked, it is { $status }
refused-parked = it is parked already; wake it first
refused-not-closed = it is { $status }; only a won or lost lead can be reopened
refused-choice = “{ $given }” is not on the list; one of: { $known }
refused-not-later = { $day } is not after today
refused-before-last = { $day } is before its last step, { $last }
refused-future = { $day } has not come yet
refused-gone = { $what } is not there any more
refused-nothing = there is nothing of yours to take back
doubt-refused = { $can } of { $all } can be done, the others not: { $why }. Do those?
doubt-conflict =
    { $count ->
        [one] { $who } changed { $what } meanwhile ({ $when }). Do it all the same?
       *[other] { $who } changed { $what } and others meanwhile ({ $when }). Do it all the same?
    }

said-you = you
said-cut-off = cut off from the data: { $why }
said-moved = { $who } moved { $what } { $from } → { $to }
said-done = { $who }: { $verb } · { $what }

verb-create = created
verb-edit = edited
verb-move = moved
verb-win = won
verb-lose = lost
verb-park = parked
verb-wake = taken up again
verb-reopen = reopened
verb-assign = assigned
verb-feedback = feedback given
verb-touch = contact logged
verb-next = next step set
verb-remove = removed
verb-settings = settings changed
verb-import = imported
verb-undo = taken back
verb-redo = done again
no-such-value = no lead has the { $field } “{ $given }”
no-such-value-but = no lead has the { $field } “{ $given }”; did you mean “{ $near }”?
said-in = { $who }: { $verb } · { $what } is in { $to }
reason-price = price
reason-competitor = competitor
reason-no-need = no need
reason-no-budget = no budget
reason-no-authority = no authority
reason-timing = timing
reason-wrong-size = wrong size
reason-no-answer = no answer
reason-unknown = unknown
verdict-good = good lead
verdict-working = working on it
verdict-not-now = not now
verdict-no-answer = no answer
verdict-wrong-person = wrong person
verdict-wrong-company = wrong company
verdict-bad-data = bad data
verdict-duplicate = duplicate
verdict-lost = lost
did-move = { $what } { $from } → { $to }
did-one = { $verb } · { $what }
did-private = a private segment
said-no-value = without a value
counted-leads =
    { $count ->
        [one] { $number } lead
       *[other] { $number } leads
    }
counted-accounts =
    { $count ->
        [one] { $number } account
       *[other] { $number } accounts
    }
counted-contacts =
    { $count ->
        [one] { $number } contact
       *[other] { $number } contacts
    }
counted-products =
    { $count ->
        [one] { $number } product
       *[other] { $number } products
    }
counted-users =
    { $count ->
        [one] { $number } user
       *[other] { $number } users
    }
counted-records =
    { $count ->
        [one] { $number } record
       *[other] { $number } records
    }
said-undone = { $who } took back: { $what }
said-redone = { $who } did again: { $what }
said-undone-mine = Undone: { $what }
said-redone-mine = Done again: { $what }
said-and-redo = { $said } · { $key } makes it again
said-and-undo = { $said } · { $key } takes it back
said-and-last = { $said } · { $key } undoes your last: { $last }
changes-title = What was changed last
change-undone = taken back by { $who }, { $when }
ask-take-back-many = Take all of it back: { $what }?
ask-take-back-other = { $who } did this: { $what }. Take it back?
