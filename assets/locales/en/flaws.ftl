# Why a row is left out of an import, and what its columns become.

flaw-not-a-date = no date; { $example } would be one
flaw-no-such-day = there is no day { $day }
flaw-wrong-order = { $order ->
    [day-first] { $month } where the month should be; the column is read day first
   *[month-first] { $month } where the month should be; the column is read month first
}
flaw-not-a-time = no time of day; 14:30 would be one
flaw-not-a-number = no number
flaw-wrong-marks = { $mark ->
    [point] no number with a point before its decimals
   *[comma] no number with a comma before its decimals
}
flaw-too-many-digits = more digits than the 18 that can be kept
flaw-not-whole = no whole number
flaw-too-many-decimals = more than { $digits } decimals
flaw-given = { $field }: { $detail }
flaw-not-listed = `{ $given }` is none of: { $known }
flaw-no-milestone = `{ $given }` is no milestone of: { $known }
flaw-leads-nowhere = stage `{ $given }` leads nowhere
flaw-no-history = no history as an export writes it ({ $original })
flaw-other-history = { $since ->
    [none] its history is another than the one that is here
   *[other] its history is another than the one that is here since { $since }
}; export it anew, or leave the column out
flaw-no-beginning = its history does not begin with coming into a layer
flaw-backwards = it { $step ->
    [entered] came into its layer
    [reopened] was reopened
    [parked] was parked
    [woke] was taken up again
    [won] was won
   *[lost] was lost
} on { $after }, before it { $first ->
    [entered] came into its layer
    [reopened] was reopened
    [parked] was parked
    [woke] was taken up again
    [won] was won
   *[lost] was lost
} on { $before }
flaw-out-of-order = its history has `{ $step }` after `{ $first }`
flaw-not-yet = it { $step ->
    [entered] came into its layer
    [reopened] was reopened
    [parked] was parked
    [woke] was taken up again
    [won] was won
   *[lost] was lost
} on { $day }, which has not come yet
flaw-uneven = { $lines ->
    [1] { $cells } cells where the header has { $width }
   *[other] { $cells } cells where the header has { $width }, over { $lines } lines: look for an open quote
}
flaw-no-text = bytes that are no { $encoding } text
flaw-zero-byte = a zero byte
flaw-after-quote = text after the closing quote; quotes that belong to the text are doubled
flaw-too-much = more than { $most }
flaw-twice = given twice

target-layer = layer
target-status = status
target-entered = came in
target-moved = last move
target-closed = closed
target-reason = reason of the loss
target-parked-until = parked until
target-history = history
target-account-city = city of the company
target-handed = handed over
target-handed-by = handed over by
target-handed-to = handed over to
target-answered = answered
target-returned = reason of the return
target-line = product line
target-price = price
target-team = team
target-manager = manager
target-office = office
target-capacity = open leads at once
